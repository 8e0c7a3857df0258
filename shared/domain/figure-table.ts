import { z } from 'zod';

const MOST_ROWS = 5_000;
/**
 * The outcomes table has one column per rejection reason. The limit exceeds the 100 reasons of one policy, because
 * reasons from its past versions get columns, too.
 */
const MOST_COLUMNS = 300;
const cell = z.union([z.string().max(4_000), z.number(), z.null()]);

/** One figure, or a list of decisions, as a table to be saved as a file; `name` becomes the file's name. */
export const figureTable = z.strictObject({
  name: z.string().min(1).max(120),
  columns: z.array(z.string().max(200)).min(1).max(MOST_COLUMNS),
  rows: z.array(z.array(cell).max(MOST_COLUMNS)).max(MOST_ROWS),
});
export type FigureTable = z.infer<typeof figureTable>;

/**
 * The table as CSV (RFC 4180) for a spreadsheet: UTF-8 with a byte order mark. Text that a spreadsheet would run as a
 * formula gets a leading apostrophe (OWASP, CSV Injection); numbers stay numbers.
 */
export function toCsv({ columns, rows }: Pick<FigureTable, 'columns' | 'rows'>): string {
  const lines = [columns, ...rows].map((row) => row.map(cellText).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
