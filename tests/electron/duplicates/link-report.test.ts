import { expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';

const counts = (cache: ReturnType<typeof filledCache>) =>
  cache.db.prepare<[], number>('SELECT repeats FROM queue ORDER BY tracking_number').pluck().all();

const about = (serial: number, email: string, from: string, more: Partial<Report> = {}) =>
  aReport({
    serial,
    ...more,
    facts: { items: [], who: { email, phone: null, birthDate: null }, when: { from, to: '2026-05-01T00:00:00.000Z' } },
  });

test('counts reports of the same person within a week, on both sides, and not those further apart', () => {
  const cache = filledCache([
    about(1, 'a@example.org', '2026-03-01T10:00:00.000Z'),
    about(2, 'A@Example.org', '2026-03-04T10:00:00.000Z'),
    about(3, 'a@example.org', '2026-03-10T10:00:00.000Z'),
    about(4, 'b@example.org', '2026-03-01T10:00:00.000Z'),
  ]);
  expect(counts(cache)).toEqual([1, 2, 1, 0]);
});

test('a correction of the address moves the count, and storing the same report twice does not', () => {
  const cache = filledCache([
    about(1, 'a@example.org', '2026-03-01T10:00:00.000Z'),
    about(2, 'a@example.org', '2026-03-01T12:00:00.000Z'),
  ]);
  cache.keep(about(2, 'a@example.org', '2026-03-01T12:00:00.000Z', { version: 2, state: 'escalated' }));
  expect(counts(cache)).toEqual([1, 1]);
  cache.keep(about(2, 'c@example.org', '2026-03-01T12:00:00.000Z', { version: 3 }));
  expect(counts(cache)).toEqual([0, 0]);
});

test('says which evidence two reports share, in terms that sum to the weight, the strongest first', () => {
  const one = about(1, 'a@example.org', '2026-03-01T10:00:00.000Z');
  const weak = about(2, 'a@example.org', '2026-03-02T10:00:00.000Z');
  const strong = about(3, 'a@example.org', '2026-03-03T10:00:00.000Z');
  for (const report of [one, strong]) report.facts.who.phone = '860 555 0134';
  const found = filledCache([one, weak, strong]).linker.repeats(one.id);
  expect(found.map(({ trackingNumber }) => trackingNumber)).toEqual([strong.trackingNumber, weak.trackingNumber]);
  for (const { terms, weight } of found) expect(terms.reduce((sum, term) => sum + term.weight, 0)).toBe(weight);
  expect(found[0]?.terms.map(({ comparison }) => comparison)).toEqual(['prior', 'email', 'phone']);
  expect(found[0]?.probability).toBeGreaterThan(0.95);
});

test('a pair that people decided about leaves the count on both sides, and stays to be seen', () => {
  const [one, other] = [
    about(1, 'a@example.org', '2026-03-01T10:00:00.000Z'),
    about(2, 'a@example.org', '2026-03-02T10:00:00.000Z'),
  ];
  const cache = filledCache([one, other]);
  cache.decide(one.id, other.id, 'not_same');
  expect(counts(cache)).toEqual([0, 0]);
  expect(cache.linker.repeats(other.id).map(({ state }) => state)).toEqual(['not_same']);
  cache.keep(about(2, 'A@example.org', '2026-03-02T11:00:00.000Z', { version: 2 }));
  expect(counts(cache)).toEqual([0, 0]);
  cache.decide(other.id, one.id, 'same');
  expect(counts(cache)).toEqual([1, 1]);
});
