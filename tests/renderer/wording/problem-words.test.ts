import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { newAccount, oneTimeCode } from '#shared/domain/account.ts';
import { act as actSchema } from '#shared/domain/act.ts';
import { facts as factsSchema } from '#shared/domain/report.ts';
import { speak } from '../../../renderer/t.ts';
import { fieldProblem } from '../../../renderer/wording/problem-words.ts';

afterEach(() => speak('en'));

/** Whatever a schema of the product or zod itself can say about something typed. */
const SAID = [
  ...fieldErrors(z.string(), 7),
  ...fieldErrors(z.int().min(3), 1.5),
  ...fieldErrors(z.strictObject({ a: z.string() }), { b: 1 }),
  ...fieldErrors(z.enum(['a', 'b']), 'c'),
  ...fieldErrors(z.email(), 'x'),
  ...fieldErrors(newAccount, { name: '<b>', displayName: ' ', role: 'king' }),
  ...fieldErrors(newAccount, { name: 'a', displayName: 'x'.repeat(500), role: 'officer' }),
  ...fieldErrors(oneTimeCode, '12'),
  ...fieldErrors(factsSchema, { how: '' }),
  ...fieldErrors(actSchema, { kind: 'reject', reasonCode: '', duplicateOf: 'T1', note: 7 }),
  'is not known here',
  // The server's, about the report that is repeated.
  'There is no report with this tracking number.',
  'That report was rejected as a repeat of this one.',
  'That report was itself rejected as a duplicate of T26-000002-4. Use that one.',
  'It is another person’s: the letter must not name it.',
];

function fieldErrors(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('this was meant to be wrong');
  return parsed.error.issues.map(({ message }) => message);
}

test('no words of a schema reach a person: each fieldError about a field is a sentence', () => {
  expect(SAID.length).toBeGreaterThan(15);
  for (const message of SAID) {
    const said = fieldProblem(message);
    expect(said).toMatch(/^\p{Lu}.*\.$/su);
    expect(said).not.toMatch(/invalid|expected|received|too (small|big)/i);
  }
  expect(fieldProblem('must have at most 160 characters')).toBe('Enter no more than 160 characters.');
  expect(fieldProblem('Choose a reason from the list.')).toBe('Choose a reason from the list.');
});

test('each is a sentence in Spanish, too, also where a server says what this version does not know', async () => {
  const english = SAID.map(fieldProblem);
  await speak('es');
  for (const [at, message] of SAID.entries()) expect(fieldProblem(message)).not.toBe(english[at]);
  expect(fieldProblem('Choose a reason from the list.')).toBe('Elija un motivo de la lista.');
  expect(fieldProblem('Something that only a newer server says.')).toBe('Este valor no es válido.');
});
