import type { FigureTable } from '#shared/domain/figure-table.ts';
import type { Figures } from '#shared/domain/figures.ts';
import { longDay } from '../model/time.ts';
import { locale, t } from '../t.ts';

type Cell = FigureTable['rows'][number][number];

/**
 * Describes how a figure is drawn from its table: `columns` and `lines` over time, `bars` as one stacked bar per row.
 * `series` are the indexes of the table columns to draw.
 */
export type Drawing = { shape: 'columns' | 'lines' | 'bars'; series: readonly number[] };

/** One figure: chart, table and file all show the same rows. */
export type FigureView = {
  id: string;
  title: string;
  /** Definition: what the figure counts. */
  means: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Null for a figure that has no chart. */
  drawing: Drawing | null;
  /** Axis labels in place of the table's first column. */
  ticks?: readonly string[];
  /** Indexes of columns with percentages or with durations in minutes. */
  percent?: readonly number[];
  minutes?: readonly number[];
  /** Whether the first column contains days (YYYY-MM-DD). */
  isByDay?: true;
  /** True if the figure always covers all kinds of reports, even if the page is narrowed to one kind. */
  isOfAll?: true;
};

/** A table cell as shown on the page; a file gets the plain number (`fileTable`). */
export function cellWords(
  { percent = [], minutes = [], isByDay }: FigureView,
  value: Cell | undefined,
  column: number,
): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string' && isByDay && column === 0) return longDay(value);
  if (typeof value === 'string') return value;
  if (percent.includes(column)) return percentWords(value);
  return minutes.includes(column) ? durationWords(value) : value.toLocaleString(locale());
}

/** The file name of a saved figure: the figure, the kind of report, the days, and how many reports are left out. */
export function fileName(
  { id, isOfAll }: FigureView,
  { kind, from, to, hidden }: Pick<Figures, 'kind' | 'from' | 'to' | 'hidden'>,
): string {
  const days = from === to ? from : `${from} to ${to}`;
  if (isOfAll === true) return `${id} ${days}`;
  return [id, kind, days, hidden === 0 ? null : `without ${hidden} to review`].filter((one) => one !== null).join(' ');
}

/** The figure as saved to a file: plain numbers, with the unit in the column name. */
export function fileTable({ columns, rows, percent = [], minutes = [] }: FigureView, name: string): FigureTable {
  return {
    name,
    columns: columns.map((column, at) =>
      minutes.includes(at)
        ? t('figures.inMinutes', { column })
        : percent.includes(at)
          ? t('figures.inPercent', { column })
          : column,
    ),
    rows: rows.map((row) =>
      row.map((cell, at) => (typeof cell === 'number' && minutes.includes(at) ? Math.round(cell) : cell)),
    ),
  };
}

/** A percentage, such as "84.2%". */
export const percentWords = (value: number): string =>
  (value / 100).toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 1 });

const HOUR = 60;
const DAY = 24 * HOUR;

/** Formats a duration in minutes as "48 min", "7.5 hr" or "3.2 days". */
export function durationWords(minutes: number): string {
  const [value, unit] =
    minutes < 2 * HOUR
      ? [Math.round(minutes), 'minute']
      : minutes < 2 * DAY
        ? [minutes / HOUR, 'hour']
        : [minutes / DAY, 'day'];
  return value.toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
}

/** `part` of `whole` in percent with one decimal; null if `whole` is 0. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;

export function totalOf<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}
