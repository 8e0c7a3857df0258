import { setImmediate as turn } from 'node:timers/promises';
import { readTimelines, type Span, seenFlags } from '#server/db/figure-sources.ts';
import type { Asked, Sum } from '#server/db/figures.ts';
import { hiddenReports } from '#server/db/hidden-reports.ts';
import type { Db } from '#server/db/open.ts';
import type { FigureDayTable } from '#server/db/tables/figures.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { createTally, type Series, type Tally } from './tally.ts';
import { tallyFlags, tallySeen } from './tally-flags.ts';
import { type TallyTerms, tallyReport } from './tally-report.ts';

/** Few enough that another request waits only milliseconds for them. */
const REPORTS_AT_ONCE = 25;
/** Reports whose rows are kept in memory: more than the reviews that a large agency leaves undone in a quarter. */
const MOST_KEPT = 10_000;

/** What tells nothing of a decision: it counts for everyone. `hour` does for what was received. */
const FOR_EVERYONE: ReadonlySet<Series> = new Set(['received', 'touch', 'follow_up', 'answer']);

export type Hidden = {
  /** How many reports were decided in these days and are hidden from the reader. */
  reports: number;
  /** What they add to the daily sums. */
  rows: readonly FigureDayTable[];
};

type Rows = readonly FigureDayTable[];
type Terms = Omit<TallyTerms, 'days'> & { policy: Policy; boundary: Ring | null; until: Date };
/** Counting a report takes about a millisecond, and supervisors look at the same ones again and again. */
const kept = new WeakMap<Db, Map<string, Rows>>();

/**
 * What reports that a supervisor is to review blind add to the sums about decisions. Without them, no difference between
 * a figure and what is listed tells how they were decided.
 * @param terms as when the days were counted; what happened after `until` is not in the sums yet.
 */
export async function hiddenFigures(db: Db, viewer: string | null, asked: Asked, terms: Terms): Promise<Hidden> {
  const ids = [...(await hiddenReports(db, viewer)).keys()];
  if (ids.length === 0) return { reports: 0, rows: [] };
  const { from, to, kind } = asked;
  const { timeZone } = terms.calendar;
  const span = { start: instantAt(from, 0, timeZone), end: instantAt(addDays(to, 1), 0, timeZone) };
  const all = await rowsOfReports(db, ids, span, terms);
  const own = all
    .map((rows) => rows.filter((row) => row.day >= from && row.day <= to && (kind === null || row.kind === kind)))
    .filter((rows) => rows.some(({ series, code }) => series === 'hour' && code === 'decided'));
  return { reports: own.length, rows: own.flat() };
}

/** The rows of each report to which something happened in a span. */
async function rowsOfReports(db: Db, ids: readonly string[], { start, end }: Span, terms: Terms): Promise<Rows[]> {
  const found = await db
    .selectFrom('report')
    .select(['id', 'version', 'changed_at'])
    .where('id', 'in', [...ids])
    .where('changed_at', '>=', start)
    .where('received_at', '<', end)
    .execute();
  const known = kept.get(db) ?? new Map<string, Rows>();
  kept.set(db, known);
  const keyOf = ({ id, version }: { id: string; version: number }) => `${id} ${version} ${terms.policy.version}`;
  const missing = found.filter((one) => !known.has(keyOf(one)));
  const counted = new Map<string, Rows>();
  for (let at = 0; at < missing.length; at += REPORTS_AT_ONCE) {
    const some = missing.slice(at, at + REPORTS_AT_ONCE);
    for (const [id, rows] of await count(
      db,
      some.map(({ id }) => id),
      terms,
    )) {
      counted.set(id, rows);
    }
    await turn();
  }
  for (const one of missing) {
    // What happened after the days were counted will be counted soon.
    if (one.changed_at < terms.until) known.set(keyOf(one), counted.get(one.id) ?? []);
  }
  const rows = found.map((one) => known.get(keyOf(one)) ?? counted.get(one.id) ?? []);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KEPT) break;
    known.delete(oldest);
  }
  return rows;
}

async function count(db: Db, ids: readonly string[], terms: Terms): Promise<Map<string, Rows>> {
  const { policy, boundary, until, calendar } = terms;
  const tallies = new Map<string, Tally>(ids.map((id) => [id, createTally('any')]));
  const tallyOf = (id: string) => tallies.get(id) ?? createTally([]);
  const timelines = await readTimelines(db, ids);
  const decisions = timelines.flatMap((one) => {
    const events = one.events.filter(({ at }) => at < until.getTime());
    return tallyReport({ ...one, events }, { ...terms, days: [] }, tallyOf(one.id));
  });
  await tallyFlags(db, decisions, { policy, boundary }, tallyOf);
  for (const seen of await seenFlags(db, { start: new Date(0), end: until }, ids)) {
    tallySeen(seen, dayOf(seen.at, calendar.timeZone), policy.reasons, tallyOf(seen.reportId));
  }
  const isOfDecision = ({ series, code }: FigureDayTable) =>
    !FOR_EVERYONE.has(series as Series) && !(series === 'hour' && code === 'received');
  return new Map([...tallies].map(([id, tally]) => [id, tally.rows().filter(isOfDecision)]));
}

/** Sums without the part that these rows of the same series have in them. */
export function without<By extends 'day' | 'kind' | 'part' | 'code' | 'bucket'>(
  sums: readonly Sum<By>[],
  rows: Rows,
  by: readonly By[],
): Sum<By>[] {
  if (rows.length === 0) return [...sums];
  const keyOf = (one: Pick<FigureDayTable, By>) => JSON.stringify(by.map((column) => one[column]));
  const less = new Map<string, number>();
  for (const row of rows) less.set(keyOf(row), (less.get(keyOf(row)) ?? 0) + row.count);
  return sums.flatMap((sum) => {
    const rest = sum.count - (less.get(keyOf(sum as unknown as Pick<FigureDayTable, By>)) ?? 0);
    // By a rule that was changed since the day was counted, a report may have counted otherwise.
    return rest > 0 ? [{ ...sum, count: rest }] : [];
  });
}
