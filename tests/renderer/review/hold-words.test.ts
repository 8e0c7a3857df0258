import { expect, test } from 'vitest';
import { holdWords } from '../../../renderer/review/hold-words.ts';

test.each([
  [120, 'Z', 'Sends in 2 minutes; press Z to undo until then.'],
  [60, null, 'Sends in 1 minute; you can undo until then.'],
  [90, 'Z', 'Sends in 90 seconds; press Z to undo until then.'],
  [20, null, 'Sends in 20 seconds; you can undo until then.'],
  [0, 'Z', 'Sent right away.'],
])('a hold of %d seconds that %j undoes reads “%s”', (seconds, key, words) => {
  expect(holdWords(seconds, key)).toBe(words);
});
