import { expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import { candidates, collect } from '#shared/link/collection.ts';
import { createScorer, linkAll } from '#shared/link/link.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { aReport } from '../../helpers/builders.ts';
import { shippedModel } from '../../helpers/link.ts';

const model = shippedModel('p2c');
const ANA = { givenName: 'Ana', familyName: 'Soto', birthDate: '1971-10-30', phone: '860-555-0147' };
const LEE = { givenName: 'Lee', familyName: 'Okafor', birthDate: '1988-04-12', phone: '860-555-0154' };
const HOME = '9 Elm Street, Apt 2, Hartford, CT';
const OTHER_HOME = '41 Maple Avenue, Hartford, CT';
const STORE = { name: 'Charter Oak Market', relation: 'manager' };

type Told = { who: Partial<Report['facts']['who']>; day?: number; address?: string; how: string };
const told = (serial: number, { who, day = 1, address = '410 Park Street', how }: Told) =>
  aReport({
    serial,
    kind: 'vandalism',
    offenseCode: 'property_damage',
    facts: {
      who: { email: `person${serial}@example.org`, address: null, actsFor: null, ...who },
      where: { address, unit: null, point: null },
      when: { from: `2026-03-0${day}T22:00:00.000Z`, to: `2026-03-0${day}T22:30:00.000Z` },
      how,
      items: [],
    },
  });
const BROKEN = 'Somebody broke the big front window with a brick.';
const OTHER_WORDS = 'We came back and the glass was on the floor, they threw a brick.';

const collectionOf = (...reports: Report[]) =>
  collect(
    model,
    reports.map((report) => ({ id: report.id, row: rowOfReport(report) })),
  );

/** The chance that two reports are duplicates, and the hypothesis that fits them best. */
function judged(one: Report, other: Report) {
  const collection = collectionOf(one, other);
  const [pair] = linkAll(collection);
  const duplicate = pair?.probability ?? 0;
  const { score } = createScorer(model);
  const [a, b] = collection.features;
  const found = a === undefined || b === undefined ? null : score(a, b);
  return { duplicate, best: found === null ? null : model.hypotheses[found.hypothesis]?.name };
}

test.each([
  ['one home', { address: HOME }],
  ['one business', { actsFor: STORE }],
])('two of %s who tell of the same damage are one incident by two reporters', (_, shared) => {
  const one = told(1, { who: { ...ANA, ...shared }, how: BROKEN });
  const other = told(2, { who: { ...LEE, ...shared }, how: OTHER_WORDS });
  const { duplicate, best } = judged(one, other);
  expect(duplicate).toBeGreaterThan(0.8);
  expect(best).toBe('other_person');
});

test('owners of two homes whose cars were damaged on one street in one night are no likely duplicates', () => {
  const one = told(1, { who: { ...ANA, address: HOME }, how: 'Somebody scratched the door of my car in the night.' });
  const other = told(2, {
    who: { ...LEE, address: OTHER_HOME },
    how: 'My car was scratched in the night, on the hood.',
  });
  expect(judged(one, other).duplicate).toBeLessThan(0.5);
});

test('a store that tells of each incident in the same words does not repeat itself the next day', () => {
  const who = { ...ANA, email: 'ana@example.org', address: HOME, actsFor: STORE };
  const { duplicate, best } = judged(told(1, { who, how: BROKEN }), told(2, { who, day: 3, how: BROKEN }));
  expect(duplicate).toBeLessThan(0.2);
  expect(best).toBe('related');
});

test.each([
  ['one home', { address: HOME }],
  ['one business', { actsFor: STORE }],
])('reports of %s on the same days are compared, however each says where it was', (_, shared) => {
  const one = told(1, { who: { ...ANA, ...shared }, how: BROKEN, address: 'across from the school' });
  const other = told(2, { who: { ...LEE, ...shared }, how: OTHER_WORDS, address: 'Park & Main' });
  expect([...candidates(collectionOf(one, other))]).toEqual([[1, [0]]]);
  const later = told(3, { who: { ...LEE, ...shared }, how: OTHER_WORDS, address: 'Park & Main', day: 9 });
  expect([...candidates(collectionOf(one, later))]).toEqual([]);
});
