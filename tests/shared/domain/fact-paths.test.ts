import { expect, test } from 'vitest';
import { FACT_FIELDS } from '#shared/domain/fact-fields.ts';
import { fieldAt, isCorrectable, valueIn } from '#shared/domain/fact-paths.ts';

test.each([
  ['items.0.serialNumber', FACT_FIELDS.items.serialNumber],
  ['items.199.valueCents', FACT_FIELDS.items.valueCents],
  ['who.email', FACT_FIELDS.who.email],
  ['when.from', FACT_FIELDS.when.from],
  ['items.serialNumber', undefined],
  ['items.0', undefined],
  ['who.0.email', undefined],
  ['who', undefined],
  ['how', undefined],
  ['who.constructor', undefined],
  ['__proto__.email', undefined],
  ['', undefined],
])('the place %j in the facts is found in the table by its whole path alone', (path, field) => {
  expect(fieldAt(path)).toBe(field);
});

test('what is asked of some kinds of report is corrected in those alone, and a point or a pair of names in none', () => {
  const asked = { kind: 'text', max: 40, kinds: ['larceny'] } as const;
  expect(isCorrectable(asked, 'larceny')).toBe(true);
  expect(isCorrectable(asked, 'fraud')).toBe(false);
  expect(isCorrectable(FACT_FIELDS.where.point, 'larceny')).toBe(false);
  expect(isCorrectable(FACT_FIELDS.who.actsFor, 'larceny')).toBe(false);
});

test('a report from before something was asked has nothing there', () => {
  expect(valueIn({ unit: '2B' }, 'doorLocked')).toBeNull();
  expect(valueIn({ doorLocked: false }, 'doorLocked')).toBe(false);
});
