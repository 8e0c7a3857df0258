import { expect, test } from 'vitest';
import { figureTable, toCsv } from '#shared/domain/figure-table.ts';
import type { RetentionRow } from '#shared/holds-api.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { nextTable } from '../../../renderer/records/next-table.ts';

const row: RetentionRow = {
  reportId: '0195706f-0000-7000-8000-000000000003',
  trackingNumber: 'T26-004812-6',
  kind: 'larceny',
  state: 'rejected',
  changedAt: '2021-03-07T02:05:00.000Z',
  removedAfter: '2026-03-06T02:05:00.000Z',
  keptDays: 1825,
};
const made = (...rows: RetentionRow[]) => nextTable(rows, { zone: zoneOf('America/New_York'), name: 'removed next' });

test('what is removed next is a row in words, with times by the agency’s clock and the days as a number', () => {
  expect(figureTable.parse(made(row)).rows).toEqual([
    ['T26-004812-6', 'Larceny', 'Rejected', 1825, '2021-03-06 21:05:00', '2026-03-05 21:05:00'],
  ]);
});

test('the file is UTF-8 for a spreadsheet, and nothing in it runs as a formula', () => {
  const text = toCsv(made({ ...row, trackingNumber: '=1+1' }));
  expect(text.startsWith('\ufeffTracking no.,')).toBe(true);
  expect(text).toContain("\r\n'=1+1,Larceny");
});
