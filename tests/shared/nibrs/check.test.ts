import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { approvedTwin, checkNibrs } from '#shared/nibrs/check.ts';
import { NIBRS_RULES } from '#shared/nibrs/rules.ts';
import { anItem, aReport, firstPolicy } from '../../helpers/builders.ts';

const larceny = aReport();

test('the codes are those for which a package is handed over, and those of the titles that the product brings', () => {
  const { source: _, ...listed } = JSON.parse(readFileSync('resources/rms/nibrs.json', 'utf8'));
  for (const [kind, codes] of Object.entries(NIBRS_RULES.codes)) expect(Object.keys(listed[kind])).toEqual([...codes]);
  for (const { kind, nibrs } of firstPolicy().offenses) expect(checkNibrs({ ...larceny, kind }, nibrs)).toEqual([]);
});

test('a change of the rules raises their version', () => {
  const { version, ...rules } = NIBRS_RULES;
  const text = JSON.stringify(rules, (_, value: unknown) => (value instanceof RegExp ? String(value) : value));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect({ version, rules: digest }).toEqual({ version: 3, rules: '8606311b3e35ec21' });
});

test.each([
  ['larceny', null, 'code_missing'],
  ['larceny', '280', 'code_not_allowed'],
  ['larceny', '240', 'code_not_allowed'],
  ['vandalism', '200', 'code_not_allowed'],
  ['fraud', '23H', 'code_not_allowed'],
  ['lost_property', '23H', 'code_not_wanted'],
] as const)('a %s with code %s: %s', (kind, nibrs, fault) => {
  expect(checkNibrs({ ...larceny, kind }, nibrs)).toEqual([fault]);
});

test('a report about things without a thing', () => {
  expect(checkNibrs({ ...larceny, facts: { ...larceny.facts, items: [] } }, '23H')).toEqual(['no_item']);
});

test('a theft or damage of things none of which has a value; of lost property NIBRS wants none', () => {
  const of = (values: (number | null)[]) => ({
    ...larceny.facts,
    items: values.map((valueCents) => anItem({ valueCents })),
  });
  expect(checkNibrs({ ...larceny, facts: of([null, null]) }, '23H')).toEqual(['no_value']);
  expect(checkNibrs({ ...larceny, facts: of([null, 2_500]) }, '23H')).toEqual([]);
  expect(checkNibrs({ ...larceny, kind: 'lost_property', facts: of([null]) }, null)).toEqual([]);
});

test('an incident after its report, also where a correction says so', () => {
  const later = new Date(Date.parse(larceny.receivedAt) + 3_600_000).toISOString();
  const by = { id: '0195706f-0000-7000-8000-000000000002', displayName: 'Rivera' };
  const correct = (field: string) => ({ field, value: later, why: 'x', by, at: later });
  const corrections = [correct('when.to'), correct('when.from')];
  expect(checkNibrs({ ...larceny, corrections }, '23H')).toEqual(['after_report']);
  expect(checkNibrs({ ...larceny, corrections: corrections.slice(0, 1) }, '23H')).toEqual([]);
});

describe('one offense or several', () => {
  const told = (how: string, type = 'Bicycle') =>
    checkNibrs({ ...larceny, facts: { ...larceny.facts, how, items: [anItem({ type })] } }, '23H');
  test.each([
    ['My wallet was stolen and the credit card was used at a gas station.', 'Wallet'],
    ['It was gone. The next day there were charges of $80.', 'Debit card'],
    ['Me robaron la cartera y usaron la tarjeta en una tienda.', 'Cartera'],
  ])('a stolen card that was used: %s', (how, type) => expect(told(how, type)).toEqual(['second_offense']));
  test('a use of the stolen card that the reporter tells of only later', () => {
    const facts = { ...larceny.facts, how: 'My wallet with a credit card was stolen.' };
    const message = { ...larceny.history[0]!, kind: 'message', note: 'It was used at a gas station.' } as const;
    expect(checkNibrs({ ...larceny, facts }, '23H')).toEqual([]);
    expect(checkNibrs({ ...larceny, facts, history: [message] }, '23H')).toEqual(['second_offense']);
  });
  test.each([
    ['My wallet with a credit card was stolen. I blocked it.', 'Wallet'],
    ['Somebody used a pair of pliers.', 'Bicycle'],
    ['The card game was on the table.', 'Board game, used'],
  ])('not: %s', (how, type) => expect(told(how, type)).toEqual([]));
});

describe('supplement or new', () => {
  const like = (probability: number, more: object = {}) => ({
    trackingNumber: `T26-${String(Math.round(probability * 1000)).padStart(6, '0')}-0`,
    hypothesis: 'same_person' as const,
    state: 'suggested' as const,
    probability,
    other: { state: 'approved' as const },
    ...more,
  });

  test('an approved report that may be of the same incident is asked about, the most likely one first', () => {
    const twin = approvedTwin([like(0.5), like(0.97), like(0.6)]);
    expect(twin?.probability).toBe(0.97);
    expect(checkNibrs(larceny, '23H', twin !== undefined)).toEqual(['supplement_or_new']);
  });

  test('one that officers confirmed comes before likelier ones, also if somebody else sent it', () => {
    const witness = like(0.2, { hypothesis: 'other_person', state: 'same' });
    expect(approvedTwin([like(0.99), witness])).toBe(witness);
  });

  test.each([
    ['is unlikely', like(0.4)],
    ['is of another incident of the same person', like(0.99, { hypothesis: 'related' })],
    ['an officer told apart', like(0.99, { state: 'not_same' })],
    ['is still open', like(0.99, { other: { state: 'submitted' } })],
    ['is not on this workstation', like(0.99, { other: null })],
  ])('nothing is asked about a report that %s', (_, one) => expect(approvedTwin([one])).toBeUndefined());
});
