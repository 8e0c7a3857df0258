import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { figureTable, toCsv } from '#shared/domain/figure-table.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'a text that begins like a formula is no formula: %j',
  (text) => {
    const csv = toCsv({ columns: ['Neighborhood'], rows: [[text]] });
    expect(parse(csv, { bom: true })).toEqual([['Neighborhood'], [`'${text}`]]);
  },
);

test('a heading is guarded too, and a number stays a number', () => {
  expect(toCsv({ columns: ['=cmd'], rows: [[-3], [0.5]] })).toBe("\ufeff'=cmd\r\n-3\r\n0.5\r\n");
});

test('commas, quotes, line breaks and accents come back from a spreadsheet as they were', () => {
  const rows = [['Frog Hollow, south', 'said "no"', 'two\nlines', 'Peña']];
  const csv = toCsv({ columns: ['a', 'b', 'c', 'd'], rows });
  expect(parse(Buffer.from(csv), { bom: true })).toEqual([['a', 'b', 'c', 'd'], ...rows]);
});

test('what is not known is an empty cell, not a zero', () => {
  expect(toCsv({ columns: ['a', 'b'], rows: [[null, 0]] })).toBe('\ufeffa,b\r\n,0\r\n');
});

test('the window cannot save a table of any size', () => {
  const table = (rows: number, cell = 'x') => ({
    name: 'n',
    columns: ['a'],
    rows: Array.from({ length: rows }, () => [cell]),
  });
  expect(figureTable.safeParse(table(5_000)).success).toBe(true);
  expect(figureTable.safeParse(table(5_001)).success).toBe(false);
  expect(figureTable.safeParse(table(1, 'x'.repeat(4_001))).success).toBe(false);
});
