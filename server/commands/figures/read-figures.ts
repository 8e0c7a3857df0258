import { appendAlone } from '#server/db/audit.ts';
import { type Asked, figureState, figureSums, openByOfficer } from '#server/db/figures.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import { currentPolicy, promisesMade } from '#server/db/policy.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { type FigureQuery, type Figures, MOST_FIGURE_DAYS } from '#shared/domain/figures.ts';
import { type Bucket, minutesOf, QUANTILE_ERROR, quantileBucket } from '#shared/domain/histogram.ts';
import { addDays, dayOf } from '#shared/domain/working-days.ts';
import type { Ring } from '#shared/screening/geometry.ts';
import { promisedAt } from './build-figures.ts';
import {
  byWeek,
  codeCounts,
  dayRows,
  flagRows,
  hourRows,
  letterRows,
  officerRows,
  seenFlagRows,
  verdictRows,
} from './figure-rows.ts';
import { hiddenFigures, without } from './hidden-figures.ts';

/** Before any report; PostgreSQL's calendar begins later than JavaScript's. */
const NO_EARLIER = '1900-01-01';

/** `boundary`: the city's outline, for flags about places; null if none is loaded. */
type FigureDeps = Deps & { boundary: Ring | null };

/**
 * Reads the figures of some days, and logs that they were read. Each is a sum over an index of the daily sums, less what
 * was decided about reports that the reader is to review blind.
 */
export async function readFigures(
  deps: FigureDeps,
  query: FigureQuery,
  session: Session,
  source: string,
): Promise<Figures> {
  const figures = await figuresOf(deps, query, reviewerOf(session.officer));
  const { from, to } = figures;
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: session.officer.id,
    action: 'figures.read',
    target: null,
    outcome: 'success',
    source,
    detail: { from, to, kind: query.kind ?? null },
  });
  return figures;
}

async function figuresOf(
  { db, now, boundary }: FigureDeps,
  query: FigureQuery,
  viewer: string | null,
): Promise<Figures> {
  const policy = await currentPolicy(db);
  const asked = spanOf(query, dayOf(now(), policy.agency.timeZone));
  const state = await figureState(db);
  const { timeZone } = policy.agency;
  const hidden = await hiddenFigures(db, viewer, asked, {
    calendar: { timeZone, holidays: policy.holidays },
    promiseAt: promisedAt(await promisesMade(db), policy.limits.promiseDays),
    policy,
    boundary,
    until: state?.completeAt ?? now(),
  });
  const sums = async <By extends Parameters<typeof figureSums>[3][number]>(series: string, ...by: By[]) =>
    without(await figureSums(db, series, asked, by), hidden.of(series), by);
  // By far the most rows: each of them is read as rarely as possible.
  const outcomes = await sums('outcome', 'day', 'code');
  const decided = codeCounts(outcomes);
  const promise = codeCounts(await sums('promise', 'code'));
  const pairs = codeCounts(await sums('pair', 'code'));
  const duplicates = codeCounts(await sums('duplicate', 'code'));
  const followUps = codeCounts(await sums('follow_up', 'code'));
  const appeals = codeCounts(await sums('appeal', 'code'));
  const workingDays = await sums('decision_days', 'bucket');
  const last = { ...asked, from: asked.to };
  const isCounted = (day: string) =>
    state !== null && day >= state.firstDay && day <= dayOf(state.completeAt, timeZone);
  return {
    from: asked.from,
    to: asked.to,
    kind: query.kind ?? null,
    hidden: hidden.reports,
    completeAsOf: state?.completeAt.toISOString() ?? null,
    firstDay: state?.firstDay ?? null,
    promiseDays: policy.limits.promiseDays,
    quantileError: QUANTILE_ERROR,
    days: dayRows(asked, isCounted, {
      received: await sums('received', 'day'),
      outcomes,
      open: await sums('open', 'day', 'code'),
    }),
    hours: hourRows(await sums('hour', 'code', 'bucket')),
    ages: (await figureSums(db, 'age', last, ['bucket'])).map(({ bucket, count }) => ({ days: bucket, count })),
    touch: spreadOf(await sums('touch', 'bucket'), minutesOf),
    decision: spreadOf(await sums('decision', 'bucket'), minutesOf),
    answer: spreadOf(await sums('answer', 'bucket'), minutesOf),
    decisionDays: spreadOf(workingDays, (days) => days),
    workingDays: workingDays.map(({ bucket: days, count }) => ({ days, count })),
    promise: { kept: promise('kept'), late: promise('late') },
    outcomes: {
      byKind: (await sums('outcome', 'kind', 'code')).map(({ kind: key, code, count }) => ({ key, code, count })),
      byNeighborhood: (await sums('outcome', 'part', 'code')).map(({ part: key, code, count }) => ({
        key,
        code,
        count,
      })),
      byWeek: byWeek(outcomes),
    },
    duplicates: {
      rejected: duplicates('rejected'),
      same: pairs('same'),
      related: pairs('related'),
      notSame: pairs('not_same'),
    },
    flags: flagRows(await sums('flag', 'code', 'part'), policy.reasons, decided),
    seenFlags: seenFlagRows(await sums('seen_flag', 'code', 'part'), policy.reasons),
    reviews: verdictRows(await sums('review', 'code', 'part')),
    decisions: outcomes
      .filter(({ code }) => /^(approved$|rejected\.)/.test(code))
      .reduce((n, { count }) => n + count, 0),
    followUps: { asked: followUps('asked'), answered: followUps('answered'), closed: followUps('closed') },
    letters: letterRows(asked, isCounted, await figureSums(db, 'letter', { ...asked, kind: null }, ['day', 'code'])),
    appeals: { filed: appeals('filed'), upheld: appeals('upheld'), granted: appeals('granted') },
    officers: officerRows(
      await sums('officer', 'part', 'code'),
      await db.selectFrom('officer').select(['id', 'display_name']).execute(),
      await openByOfficer(db, asked.kind),
    ),
  };
}

/** The days that are read: at most `MOST_FIGURE_DAYS`, none after today. */
function spanOf({ from, to, kind }: FigureQuery, today: string): Asked {
  const end = [NO_EARLIER, to < today ? to : today].toSorted().at(-1) ?? today;
  const start = [from, addDays(end, 1 - MOST_FIGURE_DAYS)].toSorted().at(-1) ?? end;
  return { from: start < end ? start : end, to: end, kind: kind ?? null };
}

function spreadOf(buckets: readonly Bucket[], valueOf: (bucket: number) => number) {
  const at = (q: number) => {
    const bucket = quantileBucket(buckets, q);
    return bucket === null ? null : valueOf(bucket);
  };
  return { count: buckets.reduce((sum, { count }) => sum + count, 0), median: at(0.5), p90: at(0.9) };
}
