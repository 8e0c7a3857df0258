import { expect, test } from 'vitest';
import { rowOfReport } from '#shared/link/p2c.ts';
import { screen } from '#shared/screening/hints.ts';
import { anItem, aReport, facts } from '../../helpers/builders.ts';

const receivedAt = '2026-03-08T12:00:00.000Z';
const found = (given: Parameters<typeof facts>[0], city: string | null = 'Hartford') =>
  screen({ history: [], kind: 'larceny', facts: facts(given), receivedAt }, null, { city, limits: null }).map(
    ({ code }) => code,
  );
const when = (from: string, to: string) => ({ when: { from: `${from}T10:00:00.000Z`, to: `${to}T11:00:00.000Z` } });

test.each([
  [when('2026-03-08', '2026-03-08'), []],
  [when('2026-03-09', '2026-03-09'), ['time_ahead']],
  [when('2024-12-01', '2024-12-02'), ['time_long_ago']],
  [when('2025-11-01', '2026-03-01'), ['time_span']],
  [{ items: [anItem({ valueCents: 6_000_000 })] }, ['value_high']],
  [{ items: [anItem({ valueCents: 0 })] }, ['value_zero']],
  [{ where: { city: 'West Hartford' } }, ['outside_address']],
  [{ where: { city: 'hartford, CT' } }, []],
])('for %j an officer sees %j', (given, codes) => {
  expect(found(given)).toEqual(codes);
});

test('no town is wrong before the agency has named its city', () => {
  expect(found({ where: { city: 'West Hartford' } }, null)).toEqual([]);
});

test('without an arrival time, no time is flagged as implausible', () => {
  const hints = screen({ history: [], kind: 'larceny', facts: facts(when('2099-03-09', '2099-03-09')) }, null);
  expect(hints).toEqual([]);
});

test('a day without a time is checked, and compared with other reports, as the whole day', () => {
  const day = { from: '2026-03-08T05:00:00.000Z', to: '2026-03-08T12:00:00.000Z' };
  const [timed, open] = [
    aReport({ facts: { when: day } }),
    aReport({ facts: { when: { ...day, dayOnly: ['from', 'to'] } } }),
  ];
  expect(found({ when: open.facts.when })).toEqual(found({ when: day }));
  expect(rowOfReport(open)).toEqual(rowOfReport(timed));
});
