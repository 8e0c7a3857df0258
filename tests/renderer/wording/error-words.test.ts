import { afterAll, expect, test } from 'vitest';
import { AppError, ERROR_CODES, errorShape } from '#shared/errors.ts';
import { speak } from '../../../renderer/t.ts';
import { errorSentence } from '../../../renderer/wording/error-words.ts';
import { errorSentence as onServer } from '../../../server/error-words.ts';

afterAll(() => speak('en'));

const broken = new AppError('bad_response', { detail: { code: 'audit_broken', params: { row: 1234 } } });

test('what an error says is made of its code, or of its detail where it has one, in the language of whoever reads', async () => {
  expect(errorSentence(errorShape(broken))).toBe(
    'The audit log is broken at row 1,234: the row was changed, or one is missing.',
  );
  await speak('es');
  expect(errorSentence(errorShape(broken))).toMatch(/^El registro de auditoría no se sostiene en la fila 1,234:/);
  expect(errorSentence(errorShape(new AppError('locked')))).toBe('Esta ventana está bloqueada.');
  expect(onServer(broken)).toMatch(/^The audit log is broken at row 1,234/);
});

test('every code has a sentence of its own in each language', async () => {
  for (const language of ['en', 'es'] as const) {
    await speak(language);
    const said = ERROR_CODES.map((code) => errorSentence({ code, detail: null }));
    for (const one of said) expect(one).toMatch(/^\p{Lu}.*\.$/su);
    expect(new Set(said).size).toBe(ERROR_CODES.length);
  }
});

test('what crosses a border of an error that nobody expected is its code alone', () => {
  expect(errorShape(new Error('Maria Quetzal'))).toEqual({ code: 'internal', detail: null, fields: [] });
});
