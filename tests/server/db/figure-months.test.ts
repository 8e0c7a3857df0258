import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthsDone, splitByMonth, sumMonths } from '#server/db/figure-months.ts';
import { figureSums, replaceDay } from '#server/db/figures.ts';
import { addDays } from '#shared/domain/working-days.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({ env: { P2C_JOBS: '0' } });
  let n = 1;
  for (let day = '2026-01-20'; day <= '2026-04-10'; day = addDays(day, 1)) {
    const row = { day, kind: 'larceny', bucket: 0 };
    n = (n * 7) % 101;
    await replaceDay(agency.deps.db, day, [
      { ...row, series: 'outcome', part: 'Frog Hollow', code: 'approved', count: n },
      { ...row, series: 'outcome', part: 'Asylum Hill', code: 'approved', count: 3 },
      { ...row, series: 'outcome', part: '', code: 'rejected.duplicate', kind: 'fraud', count: 2 },
      { ...row, series: 'decision', part: '', code: '', bucket: n % 5, count: 1 },
      { ...row, series: 'received', part: '', code: '', count: n },
    ]);
  }
});
afterAll(() => agency.stop());

const SPANS = [
  { from: '2026-01-01', to: '2026-04-30' },
  { from: '2026-01-25', to: '2026-04-05' },
  { from: '2026-02-01', to: '2026-02-28' },
  { from: '2026-02-02', to: '2026-03-31' },
  { from: '2026-02-05', to: '2026-02-06' },
];

/** Returns the figures of all spans, in every way that the page requests them. */
async function figures() {
  const all = SPANS.flatMap((span) =>
    [null, 'larceny', 'fraud'].flatMap((kind) => {
      const of = (series: string, ...by: ('day' | 'kind' | 'part' | 'code' | 'bucket')[]) =>
        figureSums(agency.deps.db, series, { ...span, kind }, by);
      return [
        of('outcome', 'day', 'code'),
        of('outcome', 'kind', 'code'),
        of('outcome', 'part', 'code'),
        of('outcome', 'day', 'part'),
        of('decision', 'bucket'),
        of('received', 'day'),
      ];
    }),
  );
  return Promise.all(all);
}
const months = async () => [...(await monthsDone(agency.deps.db))].toSorted();

test('figures are the same whether they are read from days or from months', async () => {
  const fromDays = await figures();
  expect(fromDays[0]?.length).toBeGreaterThan(100);
  expect(await months()).toEqual([]);
  await sumMonths(agency.deps.db, '2026-04-10');
  // The current month isn't over.
  expect(await months()).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  expect(await figures()).toEqual(fromDays);
});

test('figures of whole months read one row for a month, not one for each day', async () => {
  await sumMonths(agency.deps.db, '2026-04-10');
  await sql`update figure_month set count = 1000 where series = 'decision'`.execute(agency.deps.db);
  const sums = await figureSums(agency.deps.db, 'decision', { from: '2026-02-01', to: '2026-02-28', kind: null }, [
    'kind',
  ]);
  expect(sums.map(({ count }) => count % 1000)).toEqual([0]);
});

test('a day that is counted again counts at once, and its month is summed up again later', async () => {
  const row = { series: 'decision', day: '2026-02-10', kind: 'larceny', part: '', code: '', bucket: 77, count: 5 };
  await replaceDay(agency.deps.db, '2026-02-10', [row]);
  expect(await months()).toEqual(['2026-01-01', '2026-03-01']);
  const counted = async () =>
    (
      await figureSums(agency.deps.db, 'decision', { from: '2026-02-01', to: '2026-02-28', kind: null }, ['bucket'])
    ).filter(({ bucket }) => bucket === 77);
  const found = await counted();
  expect(found).toMatchObject([{ bucket: 77 }]);
  await sumMonths(agency.deps.db, '2026-04-10');
  expect(await months()).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
  expect(await counted()).toEqual(found);
});

test('a time is split into whole months and the days around and between them', () => {
  const done = new Set(['2026-02-01', '2026-04-01']);
  expect(splitByMonth({ from: '2026-01-15', to: '2026-04-30' }, done)).toEqual({
    months: ['2026-02-01', '2026-04-01'],
    days: [
      { from: '2026-01-15', to: '2026-01-31' },
      { from: '2026-03-01', to: '2026-03-31' },
    ],
  });
  expect(splitByMonth({ from: '2026-02-02', to: '2026-02-28' }, done)).toEqual({
    months: [],
    days: [{ from: '2026-02-02', to: '2026-02-28' }],
  });
});
