import { sumMonths } from '#server/db/figure-months.ts';
import {
  countPairs,
  letterEvents,
  lettersToPrint,
  oldestAndRemoved,
  readTimelines,
  reportsInSpan,
  reviewEvents,
  seenFlags,
} from '#server/db/figure-sources.ts';
import { figureState, noteComplete, replaceDay } from '#server/db/figures.ts';
import { currentPolicy, promisesMade } from '#server/db/policy.ts';
import { forgetSampled } from '#server/db/sampled-figures.ts';
import type { Deps } from '#server/deps.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { makeRoom, REPORTS_AT_ONCE, storeSampled } from './sampled-figures.ts';
import { createTally } from './tally.ts';
import { tallyFlags, tallySeen } from './tally-flags.ts';
import { type TallyTerms, tallyReport } from './tally-report.ts';

type FigureDeps = Pick<Deps, 'db' | 'now'>;
type Options = {
  /** The city's outline, for flags about places; null if none is loaded. */
  boundary: Ring | null;
  /** Recounts from this day on; by default, only the days that may have changed. */
  from?: string;
  /** Ends the job; given by the scheduler only. */
  stopped?: AbortSignal;
};

const DAYS_AT_ONCE = 31;
/** The shortest time that a policy can keep a report after its last event (`retentionRule`). */
const LEAST_KEPT_DAYS = 30;

/**
 * Counts what happened on each day, and replaces the days' sums. Without `from`, starts on the day before the last run.
 * If nothing is counted yet or older reports came in, starts with the oldest report. A day that was already counted is
 * left unchanged if it may have events of a report that retention has removed since.
 */
export async function buildFigures(deps: FigureDeps, options: Options): Promise<{ days: number; reports: number }> {
  const { db } = deps;
  const now = deps.now();
  const policy = await currentPolicy(db);
  const { timeZone } = policy.agency;
  const promiseAt = promisedAt(await promisesMade(db), policy.limits.promiseDays);
  const done = { days: 0, reports: 0 };
  const [state, { oldest, removedAt }] = await Promise.all([figureState(db), oldestAndRemoved(db)]);
  if (oldest === null) return done;
  const today = dayOf(now, timeZone);
  const oldestDay = dayOf(oldest, timeZone);
  const lastDay = state === null ? null : dayOf(earlier(state.completeAt, now), timeZone);
  const isNew = state === null || oldestDay < state.firstDay;
  const first = options.from ?? (isNew ? oldestDay : addDays(lastDay ?? today, -1));
  const safe = removedAt === null ? null : addDays(dayOf(earlier(removedAt, now), timeZone), 1 - LEAST_KEPT_DAYS);
  const isKept = (day: string) =>
    state !== null && lastDay !== null && safe !== null && day >= state.firstDay && day <= lastDay && day < safe;

  // Recounted days follow today's rules, so what hidden reports add to them must be recounted, too. Do this first.
  // Otherwise, the sums could contain something that can't be subtracted for the readers who may not see it.
  if (options.from !== undefined) await forgetSampled(db, 'all');
  const calendar = { timeZone, holidays: policy.holidays };
  await storeSampled(db, { calendar, promiseAt, policy, boundary: options.boundary, until: now }, options.stopped);
  for (let day = first < oldestDay ? oldestDay : first; day <= today; ) {
    const days: string[] = [];
    for (; day <= today && days.length < DAYS_AT_ONCE && !isKept(day); day = addDays(day, 1)) days.push(day);
    if (days.length === 0) {
      day = addDays(day, 1);
      continue;
    }
    done.reports += await buildDays(deps, days, { ...options, policy, promiseAt, now });
    done.days += days.length;
    if (options.stopped?.aborted === true) return done;
  }
  await noteComplete(db, { firstDay: oldestDay, completeAt: now });
  await sumMonths(db, today);
  return done;
}

/** A clock that was ahead may have recorded a future time; without this, no day would be counted until that time. */
const earlier = (recorded: Date, now: Date): Date => (recorded < now ? recorded : now);

type Building = Options & { policy: Policy; promiseAt: TallyTerms['promiseAt']; now: Date };

/** A changed turnaround must not change earlier days: each event is measured by the turnaround promised at its time. */
export function promisedAt(made: readonly { since: Date; days: number }[], otherwise: number): TallyTerms['promiseAt'] {
  return (ms) => (made.findLast(({ since }) => since.getTime() <= ms) ?? made[0])?.days ?? otherwise;
}

async function buildDays({ db }: FigureDeps, days: readonly string[], building: Building): Promise<number> {
  const { policy, promiseAt, now, stopped } = building;
  const { timeZone } = policy.agency;
  const ends = days.map((day) => ({
    day,
    end: Math.min(now.getTime(), instantAt(addDays(day, 1), 0, timeZone).getTime()),
  }));
  const span = { start: instantAt(days[0] ?? '', 0, timeZone), end: new Date(ends.at(-1)?.end ?? 0) };
  const terms: TallyTerms = {
    calendar: { timeZone, holidays: policy.holidays },
    promiseAt,
    days: ends,
  };
  const tally = createTally(days);
  const ids = await reportsInSpan(db, span);
  for (let at = 0; at < ids.length; at += REPORTS_AT_ONCE) {
    if (stopped?.aborted === true) return 0;
    const began = performance.now();
    const timelines = await readTimelines(db, ids.slice(at, at + REPORTS_AT_ONCE));
    const decisions = timelines.flatMap((one) => tallyReport(one, terms, tally));
    const counted = decisions.filter(({ day }) => days.includes(day));
    await tallyFlags(db, counted, building, () => tally);
    await makeRoom(began, stopped);
  }
  const dayAt = (when: Date) => dayOf(when, timeZone);
  for (const { at, code } of await countPairs(db, span)) tally.add(dayAt(at), 'pair', { code });
  for (const { at, kind, why, outcome } of await reviewEvents(db, span)) {
    tally.add(dayAt(at), 'review', { kind, part: why === 'reason' ? 'reason' : 'random', code: outcome });
  }
  for (const seen of await seenFlags(db, span)) tallySeen(seen, dayAt(seen.at), policy.reasons, tally);
  for (const { at, code } of await letterEvents(db, span)) tally.add(dayAt(at), 'letter', { code });
  for (const { day, end } of ends)
    tally.add(day, 'letter', { code: 'to_print' }, await lettersToPrint(db, new Date(end)));
  for (const day of days) await replaceDay(db, day, tally.rowsOf(day));
  return ids.length;
}
