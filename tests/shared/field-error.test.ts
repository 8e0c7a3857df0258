import { expect, test } from 'vitest';
import { z } from 'zod';
import { newAccount, oneTimeCode } from '#shared/domain/account.ts';
import { act as actSchema } from '#shared/domain/act.ts';
import { policy } from '#shared/domain/policy.ts';
import { facts as factsSchema } from '#shared/domain/report.ts';
import { fieldErrors } from '#shared/field-error.ts';

/** Returns the errors that a schema finds in a value, as `path code params`. */
function found(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('this was meant to be wrong');
  return fieldErrors(parsed.error).map(({ path, detail: { code, params } }) =>
    [path, code, ...Object.values(params)].join(' ').trim(),
  );
}

test.each([
  ['an empty name', newAccount, { name: 'a', displayName: ' ', role: 'officer' }, ['displayName required']],
  [
    'a long one',
    newAccount,
    { name: 'a', displayName: 'x'.repeat(161), role: 'officer' },
    ['displayName too_long 160'],
  ],
  ['a control character', newAccount, { name: 'a', displayName: 'a\nb', role: 'officer' }, ['displayName unstorable']],
  ['a username of odd signs', newAccount, { name: '<b>', displayName: 'B', role: 'officer' }, ['name username']],
  ['a code of two digits', oneTimeCode, '12', ['one_time_code']],
  [
    'a tracking number',
    actSchema,
    { kind: 'reject', reasonCode: 'x', duplicateOf: 'T1', note: '' },
    ['duplicateOf tracking_number'],
  ],
  ['a number where a text belongs', z.object({ a: z.string() }), { a: 7 }, ['a wrong_type string']],
  ['half a number', z.int(), 1.5, ['wrong_type int']],
  ['a small number', z.int().min(3), 1, ['too_small 3']],
  ['a large number', z.int().max(3), 4, ['too_big 3']],
  ['a long list', z.array(z.int()).max(1), [1, 2], ['too_many 1']],
  ['an empty list', z.array(z.int()).min(1), [], ['too_few 1']],
  ['a text that zod itself measures', z.string().max(2), 'abc', ['too_long 2']],
  ['no e-mail address', z.email(), 'x', ['wrong_format email']],
  ['none of the options', z.enum(['a', 'b']), 'c', ['not_an_option a, b']],
  [
    'fields that are not known',
    z.strictObject({ a: z.int() }),
    { a: 1, b: 2, c: 3 },
    ['b unknown_field', 'c unknown_field'],
  ],
  ['neither of two shapes', z.union([z.string(), z.int()]), true, ['invalid']],
])('%s is told by a code with what it names', (_, schema, value, expected) => {
  expect(found(schema, value)).toEqual(expected);
});

test('no schema says a sentence: whatever is wrong in facts, acts and policies has a code', () => {
  const wrong = [
    ...found(factsSchema, { how: '', who: { givenName: '' }, when: { from: 'now' }, items: 1 }),
    ...found(actSchema, { kind: 'reject', reasonCode: '', duplicateOf: 7 }),
    ...found(policy, { caseNumbers: { pattern: '{x}' }, sentences: [{ text: { en: '{x}', es: '-' } }] }),
  ];
  expect(wrong.length).toBeGreaterThan(20);
  expect(wrong).toContain('caseNumbers.pattern case_number_pattern');
  expect(wrong).toContain('sentences.0.text.en reply_placeholder');
  for (const one of wrong) expect(one).toMatch(/^(?:[\w.]+ )?[a-z_0-9]+(?: \S.*)?$/);
});
