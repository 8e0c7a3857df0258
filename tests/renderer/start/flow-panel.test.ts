import { expect, test } from 'vitest';
import { trendWords } from '../../../renderer/start/flow-panel.tsx';

test.each([
  [
    { came: 70, went: 98, direction: 'drains', emptyInDays: 15 },
    'Backlog shrinking: 70 in, 98 closed in the last 7 days. At this pace, it will be cleared in about 15 days.',
  ],
  [{ came: 1, went: 0, direction: 'grows', emptyInDays: null }, 'Backlog growing: 1 in, 0 closed in the last 7 days.'],
  [{ came: 0, went: 0, direction: 'holds', emptyInDays: null }, 'No activity: 0 in, 0 closed in the last 7 days.'],
] as const)('a week is summarized in a sentence', (trend, words) => {
  expect(trendWords(trend)).toBe(words);
});
