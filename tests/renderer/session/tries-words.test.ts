import { expect, test } from 'vitest';
import { triesWords } from '../../../renderer/session/tries-words.ts';

test('says how many attempts are left, what the last one destroys, and what it does not', () => {
  expect(triesWords(4, 'encrypted')).toMatch(
    /^4 attempts left\. After that, the key .* will be destroyed; unsent decisions/,
  );
  expect(triesWords(1, 'encrypted')).toMatch(/^One attempt left\./);
  expect(triesWords(2, 'memory')).toMatch(/cleared; unsent decisions stay in the encrypted backup\.$/);
});
