import { afterAll, expect, test } from 'vitest';
import { AppError, ERROR_CODES, errorShape } from '#shared/errors.ts';
import { type FieldDetail, fieldDetail } from '#shared/field-error.ts';
import { speak } from '../../../renderer/t.ts';
import { errorSentence, fieldSentence } from '../../../renderer/wording/error-words.ts';
import { errorSentence as onServer } from '../../../server/error-words.ts';

afterAll(() => speak('en'));

const broken = new AppError('bad_response', { detail: { code: 'audit_broken', params: { row: 1234 } } });

test("an error message is built from its code, or its detail if it has one, in the reader's language", async () => {
  expect(errorSentence(errorShape(broken))).toBe(
    'The audit log failed its integrity check at row 1,234: that row was changed, or one is missing.',
  );
  await speak('es');
  expect(errorSentence(errorShape(broken))).toMatch(/^El registro de auditoría falla en la fila 1,234:/);
  expect(errorSentence(errorShape(new AppError('locked')))).toBe('Esta ventana está bloqueada.');
  expect(onServer(broken)).toMatch(/^The audit log failed its integrity check at row 1,234/);
});

test('every code has its own message in each language', async () => {
  for (const language of ['en', 'es'] as const) {
    await speak(language);
    const said = ERROR_CODES.map((code) => errorSentence({ code, detail: null }));
    for (const one of said) expect(one).toMatch(/^\p{Lu}.*\.$/su);
    expect(new Set(said).size).toBe(ERROR_CODES.length);
  }
});

/** Every possible field error, with a placeholder value for each parameter. */
const FAULTS = fieldDetail.options.flatMap(({ shape: { code, params } }) => {
  const names = Object.keys(params.shape).map((name) => [name, /^(?:least|most)$/.test(name) ? 3 : 'x']);
  const codes: readonly string[] = 'values' in code ? [...code.values] : code.options;
  return codes.map((one) => ({ code: one, params: Object.fromEntries(names) }) as FieldDetail);
});

test('every fault of a field is a sentence in each language, and never the words of a schema', async () => {
  expect(FAULTS.length).toBeGreaterThan(60);
  const said: string[][] = [];
  for (const language of ['en', 'es'] as const) {
    await speak(language);
    said.push(FAULTS.map((detail) => fieldSentence({ detail })));
  }
  const [english = [], spanish = []] = said;
  for (const [at, one] of english.entries()) {
    for (const sentence of [one, spanish[at] ?? '']) {
      expect(sentence).toMatch(/^[\p{L}\p{N}].*\.”?$/su);
      expect(sentence).not.toMatch(/invalid |expected|received/i);
    }
    expect(spanish[at]).not.toBe(one);
  }
  expect(fieldSentence({ detail: { code: 'wrong_format', params: { format: 'email' } } })).toMatch(/nombre@example/);
});

test('an unexpected error crosses a process boundary as its code only', () => {
  expect(errorShape(new Error('Maria Quetzal'))).toEqual({ code: 'internal', detail: null, fields: [] });
});

test('the most that an amount may be is said in dollars, as it is typed', async () => {
  await speak('en');
  const detail = { code: 'too_big', params: { most: 2_000_000_000 } } as const;
  expect(fieldSentence({ path: 'limits.valueCeilingCents', detail })).toBe('Enter 20,000,000 or less.');
  expect(fieldSentence({ path: 'limits.minimumAge', detail })).toBe('Enter 2,000,000,000 or less.');
});
