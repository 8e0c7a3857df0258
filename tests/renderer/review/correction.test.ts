import { describe, expect, test } from 'vitest';
import { act } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { allFields } from '#shared/domain/fact-paths.ts';
import { typedValue, valueTyped } from '#shared/domain/typed-value.ts';
import { plainFault } from '#shared/field-error.ts';
import { correctableFields } from '../../../renderer/review/correction.ts';
import { actOf, draftErrors, errorFor, startDraft } from '../../../renderer/review/draft.ts';
import { fieldSentence } from '../../../renderer/wording/error-words.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const report = aReport();
const policy = firstPolicy();

test('each end of the time of the incident can be corrected, and a wrong order is refused', () => {
  const { from, to } = report.facts.when;
  const correct = (field: string, value: string) =>
    draftErrors(
      'correct',
      { ...startDraft(report, policy), field, value, note: 'On the receipt.' },
      { report, hints: [] },
      policy,
    );
  const later = new Date(Date.parse(to) + 3_600_000).toISOString();
  expect(correct('when.to', later)).toEqual([]);
  expect(correct('when.from', later)).toEqual([plainFault('value', 'end_before_start')]);
  expect(correct('when.from', '')).toMatchObject([{ path: 'value' }]);
  expect(correct('when.from', from)).toEqual([plainFault('value', 'same_value')]);
});

describe('correcting a fact', () => {
  test('the fields offered are those the server accepts: no narrative, and no missing fields', () => {
    const fields = correctableFields(report);
    expect(fields.map(({ field }) => field)).toContain('items.0.serialNumber');
    expect(fields.map(({ field }) => field)).not.toContain('how');
    for (const { field } of fields) {
      const fix = { kind: 'correct', field, value: 'x', note: 'He said so.' } as const;
      expect(checkAct(report, fix, policy).filter(({ path }) => path === 'field')).toEqual([]);
    }
  });

  test('what is offered comes in the order of the report, not of the letters', () => {
    const fields = correctableFields(report).map(({ field }) => field);
    expect(fields.slice(0, 3)).toEqual(['items.0.type', 'items.0.brand', 'items.0.model']);
    expect(fields.slice(7, 12)).toEqual(['when.from', 'when.to', 'where.address', 'where.unit', 'where.city']);
    expect(fields.at(-1)).toBe('who.language');
  });

  test.each([
    ['items.0.valueCents', '$1,249.99', 124_999],
    ['items.0.valueCents', '40', 4000],
    ['items.0.valueCents', 'a lot', undefined],
    ['items.0.valueCents', '-3', undefined],
    ['items.0.valueCents', ' ', null],
    ['items.0.serialNumber', ' WTU 1 ', 'WTU 1'],
    ['fraud.bankInformed', 'Yes', true],
    ['fraud.bankInformed', 'perhaps', undefined],
  ])('%s typed as %j is stored as %j', (field, typed, value) => {
    expect(valueTyped(field, typed)).toBe(value);
  });

  test('the form starts with the known value, and an invalid value is reported', () => {
    for (const { field, value } of correctableFields(report)) {
      expect(valueTyped(field, typedValue(field, value))).toBe(value);
    }
    const draft = { ...startDraft(report, policy), field: 'items.0.valueCents', value: 'a lot', note: 'Receipt.' };
    expect(errorFor(draftErrors('correct', draft, { report, hints: [] }, policy), 'value')).toBe(
      'Enter an amount such as 120 or 49.99.',
    );
  });

  test.each([
    ['where.address', ' ', 'Enter the address.'],
    ['where.city', '', 'Enter the city.'],
    ['when.from', '', 'Enter the date and time of the start.'],
    ['when.to', '', 'Enter the date and time of the end.'],
    ['items.0.type', '', 'Enter what the item is.'],
    ['who.familyName', '', 'Enter the last name.'],
    ['who.phone', '12', 'Enter a 10-digit phone number such as 555-555-0123, or + and the country code.'],
    ['items.0.valueCents', '999999999', 'Enter 20,000,000 or less.'],
  ])('%s corrected to %j is refused in words that say what is wanted', (field, value, words) => {
    const draft = { ...startDraft(report, policy), field, value, note: 'By phone.' };
    expect(errorFor(draftErrors('correct', draft, { report, hints: [] }, policy), 'value')).toBe(words);
  });

  test('every detail that must not be blank says what to enter', () => {
    for (const [group, at] of [
      ['items', 'items.0'],
      ['fraud', 'fraud'],
      ['when', 'when'],
      ['where', 'where'],
      ['who', 'who'],
    ] as const) {
      for (const [name, { required }] of allFields(group)) {
        if (required !== true) continue;
        const words = fieldSentence({ detail: { code: 'wrong_format', params: { format: name } } });
        expect([`${at}.${name}`, words]).not.toEqual([`${at}.${name}`, 'This value isn’t valid.']);
      }
    }
  });

  test('characters that nobody sees, and those that turn the direction of text, are left out of a correction', () => {
    expect(valueTyped('who.phone', '860-555-\u202e0199\u0007')).toBe('860-555-0199');
    expect(valueTyped('where.address', '\u206612 Main St\u2069')).toBe('12 Main St');
    expect(valueTyped('who.bestTime', '\u202e')).toBeNull();
    // The server and the workstation's store parse it alike, whatever sends it.
    const sent = { kind: 'correct', field: 'where.address', value: '\u202e12 Main\u0000 St', note: 'By phone.' };
    expect(act.parse(sent)).toEqual({ ...sent, value: '12 Main St' });
    expect(act.parse({ ...sent, value: 12_000 })).toMatchObject({ value: 12_000 });
  });
});

test.each([
  { kind: 'assign', to: '0195706f-0000-7000-9000-000000000002', note: 'Yours.' },
  { kind: 'assign', to: null, note: '' },
  { kind: 'correct', field: 'items.0.valueCents', value: 4000, note: 'Receipt.' },
  { kind: 'correct', field: 'items.0.serialNumber', value: null, note: 'It was the model.' },
  { kind: 'escalate', note: 'A pattern on Park Street.' },
  { kind: 'note', note: 'Called the store.' },
  { kind: 'return', cause: 'Wrong report.', note: '' },
] as const)('deciding $kind again starts with the previous decision', (act) => {
  expect(actOf(act.kind, draftOf(act), policy)).toEqual(act);
});

test('a report cannot be assigned before an officer is chosen', () => {
  const draft = startDraft(report, policy);
  expect(actOf('assign', draft, policy)).toBeNull();
  expect(draftErrors('assign', draft, { report, hints: [] }, policy)).toEqual([plainFault('to', 'colleague_missing')]);
});
