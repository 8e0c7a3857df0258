import { expect, test } from 'vitest';
import { errorWords } from '../../../renderer/model/error-remedy.ts';

test('a task that only the server can do does not say that decisions are saved', () => {
  for (const code of ['offline', 'unavailable'] as const) {
    expect(errorWords({ code, detail: null }).wayOut).toMatch(/ecisions are saved/);
    expect(errorWords({ code, detail: null }, 'task').wayOut).not.toMatch(/ecision/);
  }
});

test('a recovery code that is refused does not send anyone to the app', () => {
  const refused = { code: 'wrong_code', detail: { code: 'recovery_code_not_accepted', params: {} } } as const;
  expect(errorWords(refused)).toEqual({
    what: 'That recovery code is wrong or was already used. Try the next one on your list.',
    wayOut: null,
  });
});

test('an account that waits for a second person sends nobody to ask for more rights', () => {
  const waits = { code: 'forbidden', detail: { code: 'awaiting_second_person', params: {} } } as const;
  expect(errorWords(waits).wayOut).toBeNull();
});
