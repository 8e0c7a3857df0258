import type { Row } from '#shared/link/records.ts';

/** What a column seems to contain. `none`: nothing that would tell records apart or link them. */
export type ColumnKind =
  | 'email'
  | 'date'
  | 'latitude'
  | 'longitude'
  | 'amount'
  | 'year'
  | 'code'
  | 'words'
  | 'phrase'
  | 'name'
  | 'category'
  | 'none';

export type Column = {
  name: string;
  kind: ColumnKind;
  /** Number of distinct values divided by the number of non-empty ones, from 0 to 1. */
  distinct: number;
};

const DATE =
  /^(?:\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{4}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[T ].*)?$/;
const AMOUNT = /^[^\p{L}\d]{0,2}-?\d[\d,]*(?:\.\d+)?$/u;
const YEAR = /^(?:1[5-9]|20)\d\d(?:\.0)?$/;
/** A phone number, or any other number written in groups of digits. */
const DIALLED = /^[+(]?\d[\d\s().+/-]{5,}$/;
const NUMBERED = /\d/;

/**
 * Infers from the values of some rows what each column contains. For coordinates and amounts of money, the column's name
 * decides.
 */
export function profileColumns(rows: readonly Row[]): Column[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => {
    const values = rows.map((row) => (row[name] ?? '').trim()).filter((value) => value !== '');
    const distinct = values.length === 0 ? 0 : new Set(values.map((one) => one.toLowerCase())).size / values.length;
    return { name, distinct, kind: kindOf(name.toLowerCase(), values, distinct, rows.length) };
  });
}

function kindOf(name: string, values: readonly string[], distinct: number, rows: number): ColumnKind {
  const { length } = values;
  if (length < Math.max(2, rows * 0.01) || distinct * length < 2) return 'none';
  const most = (holds: (value: string) => boolean, share = 0.9) => values.filter(holds).length >= share * length;
  if (/^lat(itude)?$/.test(name)) return 'latitude';
  if (/^(lon|lng|long|longitude)$/.test(name)) return 'longitude';
  if (most((value) => value.includes('@'), 0.8)) return 'email';
  if (most((value) => DATE.test(value))) return 'date';
  if (most((value) => YEAR.test(value), 0.95)) return 'year';
  if (
    /price|amount|value|cost|total|salary|weight|size|^age$|year/.test(name) &&
    most((value) => AMOUNT.test(value), 0.8)
  ) {
    return 'amount';
  }
  if (most((value) => DIALLED.test(value))) return 'code';
  const words = values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / length;
  if (words >= 3.5) return 'words';
  // If a few short values recur constantly, each one says little, whatever its format.
  if (distinct * length <= 30 && distinct < 0.2) return 'category';
  if (words >= 1.5) return 'phrase';
  return most((value) => NUMBERED.test(value) && !/\s/.test(value), 0.8) ? 'code' : 'name';
}
