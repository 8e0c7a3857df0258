import { expect, test } from 'vitest';
import { trendWords } from '../../../renderer/start/flow-panel.tsx';

test.each([
  [
    { came: 70, went: 98, direction: 'drains', emptyInDays: 15 },
    'The queue drains: in seven days 70 reports came and 98 went. At this pace nothing waits in about 15 days.',
  ],
  [
    { came: 1, went: 0, direction: 'grows', emptyInDays: null },
    'The queue grows: in seven days 1 report came and 0 went.',
  ],
  [
    { came: 0, went: 0, direction: 'holds', emptyInDays: null },
    'Nothing moved: in seven days 0 reports came and 0 went.',
  ],
] as const)('a week is told in a sentence', (trend, words) => {
  expect(trendWords(trend)).toBe(words);
});
