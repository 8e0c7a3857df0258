import { afterEach, expect, test } from 'vitest';
import { checkCorrection } from '#shared/domain/known-facts.ts';
import { typedValue, valueTyped } from '#shared/domain/typed-value.ts';
import { correctableFields } from '../../../renderer/review/correction.ts';
import { speak } from '../../../renderer/t.ts';
import { fieldWords, fixedValues, valueWords } from '../../../renderer/wording/field-words.ts';
import { aReport } from '../../helpers/builders.ts';

afterEach(() => speak('en'));

test('a field path and its value are shown in words', () => {
  expect(fieldWords('items.0.serialNumber')).toBe('Item 1, serial number');
  expect(valueWords('items.0.valueCents', 64_900)).toBe('$649.00');
  expect(valueWords('who.language', 'es')).toBe('Spanish');
  expect(valueWords('who.preferredContact', 'letter')).toBe('by mail');
  expect(valueWords('fraud.bankInformed', false)).toBe('no');
  expect(valueWords('who.givenName', 'es')).toBe('es');
  expect(valueWords('who.phone', null)).toBe('(blank)');
});

test('fields are called by the language, and what this version does not know is never shown as its code', async () => {
  expect(fieldWords('who.shoeSize')).toBe('Reporter, other detail');
  expect(valueWords('who.language', 'eo')).toBe('a value this version doesn’t recognize');
  expect(valueWords('where.placeType', 'moon_base')).toBe('a value this version doesn’t recognize');
  await speak('es');
  expect(fieldWords('items.1.serialNumber')).toBe('Objeto 2, número de serie');
  expect(fieldWords('who.actsFor.relation')).toBe('Persona que reporta, Reporta por, relación');
  expect(fieldWords('who.shoeSize')).toBe('Persona que reporta, otro dato');
});

test('every option of a fixed-choice field is accepted by the server, and the current value is preselected', () => {
  const base = aReport();
  const fraud = { accountKind: 'card', amountCents: 100, discovered: 'a letter', bankInformed: true };
  const report = { ...base, facts: { ...base.facts, fraud } };
  const chosen = correctableFields(report).filter(({ field }) => fixedValues(field) !== undefined);
  expect(chosen.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['fraud.bankInformed', 'who.preferredContact', 'who.language']),
  );
  for (const { field, value: told } of chosen) {
    const values = fixedValues(field) ?? {};
    const standing = typedValue(field, told);
    if (told !== null) expect(Object.keys(values)).toContain(standing);
    for (const typed of Object.keys(values).filter((one) => one !== standing)) {
      const value = valueTyped(field, typed);
      expect(value, `${field} ${typed}`).not.toBeUndefined();
      expect(checkCorrection(report, { field, value: value ?? null }), `${field} ${typed}`).toEqual([]);
    }
  }
});
