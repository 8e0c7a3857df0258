import { expect, test } from 'vitest';
import { checkCorrection, correctedFacts, knownFacts } from '#shared/domain/known-facts.ts';
import { aReport } from '../../helpers/builders.ts';

const report = aReport();

test('what the reporter entered stays unchanged; the latest correction of a field counts', () => {
  const told = structuredClone(report.facts);
  const known = correctedFacts(report.facts, [
    { field: 'items.0.serialNumber', value: 'FIRST' },
    { field: 'who.email', value: 'maria@example.org' },
    { field: 'items.0.serialNumber', value: 'SECOND' },
  ]);
  expect(known.items[0]?.serialNumber).toBe('SECOND');
  expect(known.who.email).toBe('maria@example.org');
  expect(report.facts).toEqual(told);
  expect(knownFacts(report)).toBe(report.facts);
});

test.each([
  ['items.0.valueCents', 70_000, []],
  ['items.0.valueCents', '70000', ['value']],
  ['items.0.valueCents', -1, ['value']],
  ['items.3.valueCents', 1, ['field']],
  ['items.0.type', '', ['value']],
  ['items.0.brand', 'Trek', ['value']],
  ['who.language', 'es', []],
  ['who.language', 'fr', ['value']],
  ['who.email', 'not an address', ['value']],
  ['who.phone', '860-555-0199', []],
  ['who.phone', '12', ['value']],
  ['who.phone', null, []],
  ['where.address', null, ['value']],
  ['when.to', '2026-03-06T21:00:00.000Z', ['value']],
  ['where.neighborhood', null, []],
  ['fraud.amountCents', 5, ['field']],
  ['how', 'Somebody else tells it.', ['field']],
  ['who.__proto__', 'x', ['field']],
  ['who.constructor', 'x', ['field']],
  ['items.0', null, ['field']],
  ['who', null, ['field']],
])('a correction of %s to %j is checked by the rules for what a reporter may enter', (field, value, paths) => {
  expect(checkCorrection(report, { field, value }).map((one) => one.path)).toEqual(paths);
});

test('an officer who corrects one end of a timeframe gives it a time; the other end stays a whole day', () => {
  const dayOnly: ('from' | 'to')[] = ['from', 'to'];
  const day = aReport({ facts: { when: { dayOnly } } });
  const midnight = { field: 'when.from', value: day.facts.when.from };
  expect(checkCorrection(day, midnight)).toEqual([]);
  const once = correctedFacts(day.facts, [midnight]);
  expect(once.when.dayOnly).toEqual(['to']);
  expect(correctedFacts(once, [{ field: 'when.to', value: day.facts.when.to }]).when).toEqual(report.facts.when);
});
