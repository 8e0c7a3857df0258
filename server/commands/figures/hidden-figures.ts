import { setImmediate as turn } from 'node:timers/promises';
import { readTimelines, seenFlags } from '#server/db/figure-sources.ts';
import type { Asked, Sum } from '#server/db/figures.ts';
import { hiddenReports } from '#server/db/hidden-reports.ts';
import type { Db } from '#server/db/open.ts';
import type { FigureDayTable } from '#server/db/tables/figures.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { createTally, type Series } from './tally.ts';
import { tallyFlags, tallySeen } from './tally-flags.ts';
import { type TallyTerms, tallyReport } from './tally-report.ts';

/** Few enough that another request waits only milliseconds for them. */
const REPORTS_AT_ONCE = 50;

/** What tells nothing of a decision: it counts for everyone. `hour` does for what was received. */
const FOR_EVERYONE: ReadonlySet<Series> = new Set(['received', 'touch', 'follow_up', 'answer']);

export type Hidden = {
  /** How many reports were decided in these days and are hidden from the reader. */
  reports: number;
  /** What they add to the daily sums. */
  rows: readonly FigureDayTable[];
};

const NOTHING: Hidden = { reports: 0, rows: [] };

/**
 * What reports that a supervisor is to review blind add to the sums about decisions. Without them, no difference between
 * a figure and what is listed tells how they were decided.
 * @param until what happened later is not in the sums yet.
 */
export async function hiddenFigures(
  db: Db,
  viewer: string | null,
  { from, to, kind }: Asked,
  terms: Omit<TallyTerms, 'days'> & { policy: Policy; boundary: Ring | null; until: Date },
): Promise<Hidden> {
  const hidden = [...(await hiddenReports(db, viewer)).keys()];
  if (hidden.length === 0) return NOTHING;
  const { calendar, policy, boundary, until } = terms;
  const { timeZone } = calendar;
  const span = {
    start: instantAt(from, 0, timeZone),
    end: new Date(Math.min(until.getTime(), instantAt(addDays(to, 1), 0, timeZone).getTime())),
  };
  const found = await db
    .selectFrom('report')
    .select('id')
    .where('id', 'in', hidden)
    .where('changed_at', '>=', span.start)
    .where('received_at', '<', span.end)
    .$if(kind !== null, (query) => query.where('kind', '=', Object(kind)))
    .execute();
  const ids = found.map(({ id }) => id);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const tally = createTally(days);
  const decided = new Set<string>();
  for (let at = 0; at < ids.length; at += REPORTS_AT_ONCE) {
    const some = ids.slice(at, at + REPORTS_AT_ONCE);
    const timelines = await readTimelines(db, some);
    const decisions = timelines
      .map((one) => ({ ...one, events: one.events.filter((event) => event.at < until.getTime()) }))
      .flatMap((one) => tallyReport(one, { ...terms, days: [] }, tally))
      .filter(({ day }) => day >= from && day <= to);
    for (const { reportId } of decisions) decided.add(reportId);
    await tallyFlags(db, decisions, { policy, boundary }, tally);
    for (const seen of await seenFlags(db, span, some)) {
      tallySeen(seen, dayOf(seen.at, timeZone), policy.reasons, tally);
    }
    await turn();
  }
  const isOfDecision = ({ series, code }: FigureDayTable) =>
    !FOR_EVERYONE.has(series as Series) && !(series === 'hour' && code === 'received');
  return { reports: decided.size, rows: days.flatMap((day) => tally.rowsOf(day)).filter(isOfDecision) };
}

/** Sums without the part that these rows of the same series have in them. */
export function without<By extends 'day' | 'kind' | 'part' | 'code' | 'bucket'>(
  sums: readonly Sum<By>[],
  rows: readonly FigureDayTable[],
  by: readonly By[],
): Sum<By>[] {
  if (rows.length === 0) return [...sums];
  const keyOf = (one: Pick<FigureDayTable, By>) => JSON.stringify(by.map((column) => one[column]));
  const less = new Map<string, number>();
  for (const row of rows) less.set(keyOf(row), (less.get(keyOf(row)) ?? 0) + row.count);
  return sums.flatMap((sum) => {
    const count = sum.count - (less.get(keyOf(sum as unknown as Pick<FigureDayTable, By>)) ?? 0);
    // By a rule that was changed since the day was counted, a report may have counted otherwise.
    return count > 0 ? [{ ...sum, count }] : [];
  });
}
