import { expect, test } from 'vitest';
import { triesWords } from '../../../renderer/session/tries-words.ts';

test('says how many tries are left, what the last one costs, and what it does not cost', () => {
  expect(triesWords(4, 'encrypted')).toMatch(/^4 tries are left\. After that the key .* is destroyed; decisions/);
  expect(triesWords(1, 'encrypted')).toMatch(/^One try is left\./);
  expect(triesWords(2, 'memory')).toMatch(/dropped; decisions that were not sent remain in a sealed file\.$/);
});
