import { setImmediate as turn } from 'node:timers/promises';
import type { Asked, Sum } from '#server/db/figures.ts';
import { hiddenReports } from '#server/db/hidden-reports.ts';
import type { Db } from '#server/db/open.ts';
import { notStored, sampledSums } from '#server/db/sampled-figures.ts';
import type { FigureDayTable } from '#server/db/tables/figures.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';
import { countSampled, REPORTS_AT_ONCE, type SampledTerms } from './sampled-figures.ts';

type Rows = readonly FigureDayTable[];
export type Hidden = {
  /** How many reports were decided in these days and are hidden from the reader. */
  reports: number;
  /** What these reports add to the daily sums of a series. */
  of: (series: string) => Rows;
  /** The same, of the asked days and those after them. */
  since: (series: string) => Rows;
};

/**
 * Returns what the reports that a supervisor will review blind add to the sums about what was done. The caller subtracts
 * this, so that no difference between a figure and a list reveals how those reports were decided.
 * @param today the last day of the reversals that `since` returns.
 * @param terms the terms with which the days were counted. Events after `until` are not in the sums yet.
 */
export async function hiddenFigures(
  db: Db,
  viewer: string | null,
  { asked, today }: { asked: Asked; today: string },
  terms: SampledTerms,
): Promise<Hidden> {
  const ids = [...(await hiddenReports(db, viewer)).keys()];
  if (ids.length === 0) return { reports: 0, of: () => [], since: () => [] };
  const stored = await sampledSums(db, ids, asked, today);
  const drawnSince = await countNow(db, ids, { asked, today }, terms);
  const rows = Map.groupBy([...stored.rows, ...drawnSince.rows], ({ series }) => series);
  const since = (series: string) => rows.get(series) ?? [];
  return {
    reports: stored.decided + drawnSince.decided,
    of: (series) => since(series).filter(({ day }) => day <= asked.to),
    since,
  };
}

/**
 * Counts the hidden reports that have no stored share of the daily sums, because they were selected for review after
 * the days were counted.
 */
async function countNow(
  db: Db,
  ids: readonly string[],
  { asked: { from, to, kind }, today }: { asked: Asked; today: string },
  terms: SampledTerms,
) {
  const { timeZone } = terms.calendar;
  const span = { start: instantAt(from, 0, timeZone), end: instantAt(addDays(today, 1), 0, timeZone) };
  const missing = await notStored(db, ids, span);
  const all: Rows[] = [];
  for (let at = 0; at < missing.length; at += REPORTS_AT_ONCE) {
    const counted = await countSampled(db, missing.slice(at, at + REPORTS_AT_ONCE), terms);
    all.push(...counted.values());
    await turn();
  }
  const asked = all.map((rows) =>
    rows.filter((row) => row.day >= from && row.day <= today && (kind === null || row.kind === kind)),
  );
  const decided = asked.filter((rows) =>
    rows.some(({ series, code, day }) => series === 'hour' && code === 'decided' && day <= to),
  );
  return { decided: decided.length, rows: asked.flat() };
}

/** Subtracts these rows of the same series from the sums. */
export function without<By extends 'day' | 'kind' | 'part' | 'code' | 'bucket'>(
  sums: readonly Sum<By>[],
  rows: Rows,
  by: readonly By[],
): Sum<By>[] {
  if (rows.length === 0) return [...sums];
  const keyOf = (one: Pick<FigureDayTable, By>) => JSON.stringify(by.map((column) => one[column]));
  const less = new Map<string, number>();
  for (const row of rows) {
    const key = keyOf(row);
    less.set(key, (less.get(key) ?? 0) + row.count);
  }
  return sums.flatMap((sum) => {
    const rest = sum.count - (less.get(keyOf(sum as unknown as Pick<FigureDayTable, By>)) ?? 0);
    // If a rule has changed since the day was counted, the difference may be negative. Such sums are left out.
    return rest > 0 ? [{ ...sum, count: rest }] : [];
  });
}
