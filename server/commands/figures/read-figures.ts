import { appendAlone } from '#server/db/audit.ts';
import { type Asked, figureState, type figureSums, openByOfficer, sumsTogether } from '#server/db/figures.ts';
import { reviewerOf } from '#server/db/hidden-reports.ts';
import { currentPolicy, promisesMade } from '#server/db/policy.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import { type FigureQuery, type Figures, MOST_FIGURE_DAYS } from '#shared/domain/figures.ts';
import { type Bucket, QUANTILE_ERROR } from '#shared/domain/histogram.ts';
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
  reversedOf,
  seenFlagRows,
  verdictRows,
} from './figure-rows.ts';
import { hiddenFigures, without } from './hidden-figures.ts';
import { durations, exactSpread, isFew } from './spreads.ts';
import type { Timed } from './tally.ts';

/**
 * The earliest day on which a requested period can end; it is before any report. PostgreSQL can't store all of the
 * early dates that JavaScript can.
 */
const NO_EARLIER = '1900-01-01';

/** `boundary`: the city's outline, for flags about places; null if none is loaded. */
type FigureDeps = Deps & { boundary: Ring | null };

/**
 * Reads the figures for some days, and logs the access. Each figure is a total of daily sums, which are read from an
 * index. Decisions about reports that the reader will review blind are not included.
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
  const today = dayOf(now(), policy.agency.timeZone);
  const asked = spanOf(query, today);
  const state = await figureState(db);
  const { timeZone } = policy.agency;
  const hidden = await hiddenFigures(
    db,
    viewer,
    { asked, today },
    {
      calendar: { timeZone, holidays: policy.holidays },
      promiseAt: promisedAt(await promisesMade(db), policy.limits.promiseDays),
      policy,
      boundary,
      until: state?.completeAt ?? now(),
    },
  );
  const read = sumsTogether(db);
  const sums = async <By extends Parameters<typeof figureSums>[3][number]>(series: string, ...by: By[]) =>
    without(await read(series, asked, by), hidden.of(series), by);
  const last = { ...asked, from: asked.to };
  const [
    outcomes,
    outcomesByKind,
    outcomesByPart,
    promises,
    pairCounts,
    duplicateCounts,
    followUpCounts,
    appealCounts,
    workingDays,
    received,
    open,
    hours,
    ages,
    touch,
    decision,
    answer,
    flags,
    seenFlags,
    reviews,
    letters,
    officers,
    reversals,
  ] = await Promise.all([
    sums('outcome', 'day', 'code'),
    sums('outcome', 'kind', 'code'),
    sums('outcome', 'part', 'code'),
    sums('promise', 'code'),
    sums('pair', 'code'),
    sums('duplicate', 'code'),
    sums('follow_up', 'code'),
    sums('appeal', 'code'),
    sums('decision_days', 'bucket'),
    sums('received', 'day'),
    sums('open', 'day', 'code'),
    sums('hour', 'code', 'bucket'),
    read('age', last, ['bucket']),
    sums('touch', 'bucket'),
    sums('decision', 'bucket'),
    sums('answer', 'bucket'),
    sums('flag', 'code', 'part'),
    sums('seen_flag', 'code', 'part'),
    sums('review', 'code', 'part'),
    read('letter', { ...asked, kind: null }, ['day', 'code']),
    sums('officer', 'part', 'code'),
    read('reversal', { ...asked, to: today }, ['day', 'part', 'bucket']),
  ]);
  const exactly = async (timed: Timed, buckets: readonly Bucket[]) =>
    isFew(buckets) ? await sums(`${timed}_minutes`, 'code') : [];
  const [touchMinutes, decisionMinutes, answerMinutes] = await Promise.all([
    exactly('touch', touch),
    exactly('decision', decision),
    exactly('answer', answer),
  ]);
  const decided = codeCounts(outcomes);
  const promise = codeCounts(promises);
  const pairs = codeCounts(pairCounts);
  const duplicates = codeCounts(duplicateCounts);
  const followUps = codeCounts(followUpCounts);
  const appeals = codeCounts(appealCounts);
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
      received,
      outcomes,
      open,
    }),
    hours: hourRows(hours),
    ages: ages.map(({ bucket, count }) => ({ days: bucket, count })),
    touch: durations(touch, touchMinutes),
    decision: durations(decision, decisionMinutes),
    answer: durations(answer, answerMinutes),
    decisionDays: exactSpread(workingDays.map(({ bucket: value, count }) => ({ value, count }))),
    workingDays: workingDays.map(({ bucket: days, count }) => ({ days, count })),
    promise: { kept: promise('kept'), late: promise('late') },
    outcomes: {
      byKind: outcomesByKind.map(({ kind: key, code, count }) => ({ key, code, count })),
      byNeighborhood: outcomesByPart.map(({ part: key, code, count }) => ({
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
    flags: flagRows(flags, policy.reasons, decided),
    seenFlags: seenFlagRows(seenFlags, policy.reasons),
    reviews: verdictRows(reviews),
    decisions: outcomes
      .filter(({ code }) => /^(approved$|rejected\.)/.test(code))
      .reduce((n, { count }) => n + count, 0),
    followUps: { asked: followUps('asked'), answered: followUps('answered'), closed: followUps('closed') },
    letters: letterRows(asked, isCounted, letters),
    appeals: { filed: appeals('filed'), upheld: appeals('upheld'), granted: appeals('granted') },
    officers: officerRows(
      officers,
      await db.selectFrom('officer').select(['id', 'display_name']).execute(),
      await openByOfficer(db, asked.kind),
      reversedOf(asked, without(reversals, hidden.since('reversal'), ['day', 'part', 'bucket'])),
    ),
  };
}

/** The requested days: at most `MOST_FIGURE_DAYS`, none after today. */
function spanOf({ from, to, kind }: FigureQuery, today: string): Asked {
  const end = [NO_EARLIER, to < today ? to : today].toSorted().at(-1) ?? today;
  const start = [from, addDays(end, 1 - MOST_FIGURE_DAYS)].toSorted().at(-1) ?? end;
  return { from: start < end ? start : end, to: end, kind: kind ?? null };
}
