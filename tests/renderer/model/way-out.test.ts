import { expect, test } from 'vitest';
import { errorWords } from '../../../renderer/model/way-out.ts';

test('a recovery code that is refused does not send anyone to the app', () => {
  const refused = { code: 'wrong_code', detail: { code: 'recovery_code_not_accepted', params: {} } } as const;
  expect(errorWords(refused)).toEqual({
    what: 'That recovery code is wrong or was already used. Try the next one on your list.',
    wayOut: null,
  });
});
