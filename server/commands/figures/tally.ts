import type { FigureDayTable } from '#server/db/tables/figures.ts';

/** What is timed: each has a histogram, and a series of the durations themselves, whose `code` is the minutes. */
export type Timed = 'touch' | 'decision' | 'answer';
/** The series of daily sums. What `kind`, `part`, `code` and `bucket` mean is documented where each is counted. */
export type Series =
  | 'received'
  | 'hour'
  | 'touch'
  | 'decision'
  | 'decision_days'
  | 'answer'
  | `${Timed}_minutes`
  | 'promise'
  | 'outcome'
  | 'duplicate'
  | 'pair'
  | 'follow_up'
  | 'appeal'
  | 'officer'
  | 'reversal'
  | 'flag'
  | 'seen_flag'
  | 'review'
  | 'open'
  | 'age'
  | 'letter';

export type Labels = { kind?: string; part?: string; code?: string; bucket?: number };
export type Tally = {
  add: (day: string, series: Series, labels?: Labels, count?: number) => void;
  rowsOf: (day: string) => FigureDayTable[];
  rows: () => FigureDayTable[];
};

/**
 * Collects counts for the given days, or for any day. Other days are ignored, so that callers may report everything
 * they see.
 */
export function createTally(days: readonly string[] | 'any'): Tally {
  const sums = new Map<string, Map<string, FigureDayTable>>(days === 'any' ? [] : days.map((day) => [day, new Map()]));
  return {
    add: (day, series, { kind = '', part = '', code = '', bucket = 0 } = {}, count = 1) => {
      if (days === 'any' && !sums.has(day)) sums.set(day, new Map());
      const rows = sums.get(day);
      if (rows === undefined || count === 0) return;
      const key = JSON.stringify([series, kind, part, code, bucket]);
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { day, series, kind, part, code, bucket, count });
      else row.count += count;
    },
    rowsOf: (day) => [...(sums.get(day)?.values() ?? [])],
    rows: () => Array.from(sums.values(), (rows) => Array.from(rows.values())).flat(),
  };
}
