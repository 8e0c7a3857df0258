import type { Figures } from '#shared/domain/figures.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { wilson } from '#shared/domain/wilson.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { shortDay } from '../model/time.ts';
import { t } from '../t.ts';
import { hintName } from '../wording/hint-words.ts';
import { KIND_WORDS } from '../wording/words.ts';
import { type FigureView, shareOf, totalOf } from './figure-view.ts';

type Keyed = Figures['outcomes']['byKind'];
const REJECTED = 'rejected.';

const kindWords = (code: string) => {
  const kind = REPORT_KINDS.find((one) => one === code);
  return kind === undefined ? code : KIND_WORDS[kind];
};

/** Outcomes grouped by one column, with a column for each reason that occurs. */
function outcomesBy(
  rows: Keyed,
  first: string,
  nameOf: (key: string) => string,
  titles: PolicyTitles,
): Pick<FigureView, 'columns' | 'rows'> & { keys: string[] } {
  const codes = [...new Set(rows.map(({ code }) => code).filter((code) => code.startsWith(REJECTED)))].sort();
  const keys = [...new Set(rows.map(({ key }) => key))];
  const count = (key: string, isCounted: (code: string) => boolean) =>
    totalOf(
      rows.filter((row) => row.key === key && isCounted(row.code)),
      (row) => row.count,
    );
  return {
    keys,
    columns: [
      first,
      t('figures.approved'),
      t('figures.rejected'),
      t('figures.withdrawn'),
      t('figures.closedNoReply'),
      ...codes.map((code) => t('figures.rejectedFor', { reason: titles.reason(code.slice(REJECTED.length)) })),
    ],
    rows: keys.map((key) =>
      [
        nameOf(key) as string | number,
        count(key, (code) => code === 'approved'),
        count(key, (code) => code.startsWith(REJECTED)),
        count(key, (code) => code === 'withdrawn'),
        count(key, (code) => code === 'closed'),
      ].concat(codes.map((wanted) => count(key, (code) => code === wanted))),
    ),
  };
}

export function outcomesByKind({ outcomes }: Figures, titles: PolicyTitles): FigureView {
  const { columns, rows } = outcomesBy(outcomes.byKind, t('figures.kind'), kindWords, titles);
  return {
    id: 'outcomes-by-kind',
    title: t('figures.outcomesByKind'),
    means: t('figures.outcomesMeans'),
    columns,
    rows,
    drawing: { shape: 'bars', series: [1, 2, 3, 4] },
  };
}

export function outcomesByNeighborhood({ outcomes }: Figures, titles: PolicyTitles): FigureView {
  const nameOf = (key: string) => (key === '' ? t('figures.noNeighborhood') : key);
  const { columns, rows } = outcomesBy(outcomes.byNeighborhood, t('figures.neighborhood'), nameOf, titles);
  return {
    id: 'outcomes-by-neighborhood',
    title: t('figures.outcomesByNeighborhood'),
    means: t('figures.neighborhoodMeans'),
    columns,
    rows,
    drawing: { shape: 'bars', series: [1, 2, 3, 4] },
  };
}

export function outcomesByWeek({ outcomes }: Figures, titles: PolicyTitles): FigureView {
  const { columns, rows, keys } = outcomesBy(outcomes.byWeek, t('figures.weekOf'), (key) => key, titles);
  return {
    id: 'outcomes-by-week',
    title: t('figures.outcomesByWeek'),
    means: t('figures.weekMeans'),
    columns,
    rows,
    ticks: keys.map(shortDay),
    isByDay: true,
    drawing: { shape: 'columns', series: [1, 2] },
  };
}

/** Shows how often each reason was used, most frequent first, by kind of report. */
export function reasons({ outcomes }: Figures, titles: PolicyTitles): FigureView {
  const given = outcomes.byKind.filter(({ code }) => code.startsWith(REJECTED));
  const count = (code: string, kind: string) =>
    totalOf(
      given.filter((row) => row.code === code && row.key === kind),
      (row) => row.count,
    );
  const codes = [...new Set(given.map(({ code }) => code))];
  return {
    id: 'reasons',
    title: t('figures.reasons'),
    means: t('figures.reasonsMeans'),
    columns: [t('figures.reason'), ...REPORT_KINDS.map((kind) => KIND_WORDS[kind])],
    rows: codes
      .map((code) => ({ code, by: REPORT_KINDS.map((kind) => count(code, kind)) }))
      .toSorted((a, b) => totalOf(b.by, Number) - totalOf(a.by, Number))
      .map(({ code, by }) => [titles.reason(code.slice(REJECTED.length)) as string | number].concat(by)),
    drawing: { shape: 'bars', series: REPORT_KINDS.map((_, at) => at + 1) },
  };
}

/**
 * Shows how often each flag was right, next to its base rate: the share of all decisions that rejected a report for a
 * reason that the flag suggests. A flag is useful only if it is right more often than its base rate.
 */
export function flags({ flags: rows, decisions }: Figures): FigureView {
  return {
    id: 'flags',
    title: t('figures.flags'),
    means: t('figures.flagsMeans'),
    columns: [
      t('figures.flag'),
      t('figures.decisionsWithIt'),
      t('figures.rejectedAsSuggested'),
      t('figures.rightShare'),
      t('figures.baseRate'),
      t('figures.dismissed'),
      t('figures.dismissedShare'),
    ],
    rows: rows.map(({ code, shown, followed, dismissed, base }) => [
      hintName(code),
      shown,
      followed,
      followed === null ? null : shareOf(followed, shown),
      base === null ? null : shareOf(base, decisions),
      dismissed,
      shareOf(dismissed, shown),
    ]),
    percent: [3, 4, 6],
    drawing: null,
  };
}

/** Flags as the deciding officer saw them: dismissed, followed, or neither. */
export function seenFlags({
  seenFlags: { told, decisionsFollowing, decisionsAgainst, flags: rows },
  decisions,
}: Figures): FigureView {
  const suggested = decisionsFollowing + decisionsAgainst;
  return {
    id: 'flags-as-seen',
    title: t('figures.seenFlags'),
    means: t('figures.seenFlagsMeans', { told, decisions }),
    columns: [
      t('figures.flag'),
      t('figures.decisionsWithIt'),
      t('figures.dismissed'),
      t('figures.followed'),
      t('figures.followedShare'),
    ],
    rows: [
      ...(suggested === 0
        ? []
        : [[t('figures.anySuggesting'), suggested, null, decisionsFollowing, shareOf(decisionsFollowing, suggested)]]),
      ...rows.map(({ code, shown, dismissed, followed }) => [
        hintName(code),
        shown,
        dismissed,
        followed,
        followed === null ? null : shareOf(followed, shown - dismissed),
      ]),
    ],
    percent: [4],
    drawing: null,
  };
}

/**
 * Shows how often reviewers agreed. Decisions selected for a particular reason are counted separately, because they
 * aren't a random sample.
 */
export function reviews({ reviews: { random, forReason } }: Figures): FigureView {
  const row = (name: string, { agreed, stands, sentBack, overturned }: Figures['reviews']['random']) => {
    const reviewed = agreed + stands + sentBack + overturned;
    const range = wilson(agreed, reviewed);
    const bounds = range === null ? [null, null] : [percentOf(range.low), percentOf(range.high)];
    return [name, reviewed, agreed, stands, sentBack, overturned, shareOf(agreed, reviewed), ...bounds];
  };
  const rows = [row(t('figures.drawnAtRandom'), random), row(t('figures.drawnForReason'), forReason)];
  return {
    id: 'second-review',
    title: t('figures.reviews'),
    means: t('figures.reviewsMeans'),
    columns: [
      t('figures.drawn'),
      t('figures.reviewed'),
      t('figures.agreed'),
      t('figures.stands'),
      t('figures.sentBack'),
      t('figures.overturned'),
      t('figures.agreedShare'),
      t('figures.agreedLow'),
      t('figures.agreedHigh'),
    ],
    rows: rows.some(([, reviewed]) => reviewed !== 0) ? rows : [],
    percent: [6, 7, 8],
    drawing: null,
  };
}

/** A share from 0 to 1 in percent with one decimal. */
const percentOf = (share: number) => Math.round(share * 1_000) / 10;
