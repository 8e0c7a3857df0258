import { describe, expect, test } from 'vitest';
import { checkAct } from '#shared/domain/act-check.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { typedValue, valueTyped } from '#shared/domain/typed-value.ts';
import { plainFault } from '#shared/field-error.ts';
import { correctableFields } from '../../../renderer/review/correction.ts';
import { actOf, draftErrors, startDraft } from '../../../renderer/review/draft.ts';
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
      const act = { kind: 'correct', field, value: 'x', note: 'He said so.' } as const;
      expect(checkAct(report, act, policy).filter(({ path }) => path === 'field')).toEqual([]);
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
    expect(draftErrors('correct', draft, { report, hints: [] }, policy)).toEqual([
      plainFault('value', 'value_of_other_kind'),
    ]);
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
