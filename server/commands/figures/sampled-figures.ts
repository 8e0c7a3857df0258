import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { readTimelines, seenFlags } from '#server/db/figure-sources.ts';
import type { Db } from '#server/db/open.ts';
import { forgetSampled, keepSampled, sampledToCount } from '#server/db/sampled-figures.ts';
import type { FigureDayTable } from '#server/db/tables/figures.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { dayOf } from '#shared/domain/working-days.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { createTally, type Tally } from './tally.ts';
import { tallyFlags, tallySeen } from './tally-flags.ts';
import { type TallyTerms, tallyReport } from './tally-report.ts';

/** Number of reports counted at a time, low enough that other requests wait only milliseconds. */
export const REPORTS_AT_ONCE = 25;
/** In a job, counting pauses for this many times as long as it worked, to leave the machine to officers' requests. */
const REST = 3;

/**
 * Everyone sees all that was received. Whatever was done about a hidden report is left out of every figure, so that a
 * reader can compare them with each other.
 */
const isReceipt = ({ series, code }: FigureDayTable) =>
  series === 'received' || (series === 'hour' && code === 'received');

export type SampledTerms = Omit<TallyTerms, 'days'> & { policy: Policy; boundary: Ring | null; until: Date };

/** Lets requests that arrived after `began` go first. A job pauses for longer than a request does. */
export const makeRoom = (began: number, stopped: AbortSignal | undefined): Promise<unknown> =>
  stopped === undefined ? turn() : sleep((performance.now() - began) * REST, undefined, { ref: false });

/**
 * Stores, for each report that waits for a second review, what it adds to the daily sums that were counted until
 * `terms.until`. This takes about a millisecond per report, which is too long to do while someone waits for the
 * figures.
 */
export async function storeSampled(db: Db, terms: SampledTerms, stopped?: AbortSignal): Promise<void> {
  await forgetSampled(db, 'reviewed');
  const changed = await sampledToCount(db);
  for (let at = 0; at < changed.length; at += REPORTS_AT_ONCE) {
    if (stopped?.aborted === true) return;
    const began = performance.now();
    const some = changed.slice(at, at + REPORTS_AT_ONCE);
    const counted = await countSampled(
      db,
      some.map(({ id }) => id),
      terms,
    );
    await keepSampled(
      db,
      some.map(({ id, version, changedAt }) => ({
        id,
        // If the report changed after the days were counted, version 0 makes the next run count it again.
        version: changedAt < terms.until ? version : 0,
        sums: counted.get(id) ?? [],
      })),
    );
    await makeRoom(began, stopped);
  }
}

/** Returns what each of these reports adds to the sums of what was done. */
export async function countSampled(
  db: Db,
  ids: readonly string[],
  terms: SampledTerms,
): Promise<Map<string, FigureDayTable[]>> {
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
  return new Map([...tallies].map(([id, tally]) => [id, tally.rows().filter((row) => !isReceipt(row))]));
}
