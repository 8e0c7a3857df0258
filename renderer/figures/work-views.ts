import { type Figures, OLDEST_AGE } from '#shared/domain/figures.ts';
import { shortDay } from '../model/time.ts';
import { locale, t } from '../t.ts';
import { type FigureView, percentWords, shareOf, totalOf } from './figure-view.ts';

/** Reports received and decided on each day, and how many were open at the end of it. */
export function perDay({ days }: Figures): FigureView {
  return {
    id: 'per-day',
    title: t('figures.perDay'),
    means: t('figures.perDayMeans'),
    columns: [
      t('figures.day'),
      t('figures.received'),
      t('figures.decided'),
      t('figures.closed'),
      t('figures.open'),
      t('figures.overdue'),
    ],
    rows: days.map(({ day, received, decided, closed = null, open, overdue }) => [
      day,
      received,
      decided,
      closed,
      open,
      overdue,
    ]),
    ticks: days.map(({ day }) => shortDay(day)),
    isByDay: true,
    drawing: { shape: 'columns', series: [1, 2] },
  };
}

export function openPerDay({ days }: Figures): FigureView {
  return {
    id: 'open-per-day',
    title: t('figures.openPerDay'),
    means: t('figures.openPerDayMeans'),
    columns: [t('figures.day'), t('figures.open'), t('figures.overdue')],
    rows: days.map(({ day, open, overdue }) => [day, open, overdue]),
    ticks: days.map(({ day }) => shortDay(day)),
    isByDay: true,
    drawing: { shape: 'lines', series: [1, 2] },
  };
}

export function perHour({ hours }: Figures): FigureView {
  return {
    id: 'per-hour',
    title: t('figures.perHour'),
    means: t('figures.perHourMeans'),
    columns: [t('figures.hour'), t('figures.received'), t('figures.decided')],
    rows: hours.map(({ hour, received, decided }) => [hourWords(hour), received, decided]),
    drawing: { shape: 'columns', series: [1, 2] },
  };
}

const HOUR = new Intl.DateTimeFormat(locale(), { hour: 'numeric', timeZone: 'UTC' });
/** An hour of the day, such as "2 PM". */
const hourWords = (hour: number) => HOUR.format(hour * 3_600_000).replaceAll(/[\u00a0\u202f]/g, ' ');

/** Upper limits of the age groups, in days; the last group has none. */
const AGES = [0, 1, 2, 3, 5, 7, 14, 30] as const;

export function openByAge({ ages }: Figures): FigureView {
  const groups = [...AGES, OLDEST_AGE].map((to, at) => {
    const from = at === 0 ? 0 : (AGES[at - 1] ?? 0) + 1;
    const count = ages.filter(({ days }) => days >= from && days <= to).reduce((sum, one) => sum + one.count, 0);
    const words = to === OLDEST_AGE ? `${from}+` : from === to ? String(to) : `${from}–${to}`;
    return [words, count] as const;
  });
  return {
    id: 'open-by-age',
    title: t('figures.openByAge'),
    means: t('figures.openByAgeMeans'),
    columns: [t('figures.daysSinceReceived'), t('figures.openReports')],
    rows: groups,
    drawing: { shape: 'columns', series: [1] },
  };
}

/** Median and 90th-percentile durations in minutes; the last column says whether they are exact. */
export function times({ touch, decision, answer, quantileError }: Figures): FigureView {
  const row = (name: string, { median, p90, count, exact }: Figures['touch']) => [
    name,
    median,
    p90,
    count,
    count === 0 ? null : exact === true ? t('figures.exact') : t('figures.estimated'),
  ];
  return {
    id: 'times',
    title: t('figures.times'),
    means: t('figures.timesMeans', { error: percentWords(Math.round(quantileError * 1_000) / 10) }),
    columns: [t('figures.measure'), t('figures.median'), t('figures.p90'), t('figures.count'), t('figures.precision')],
    rows: [
      row(t('figures.toFirstTouch'), touch),
      row(t('figures.toDecision'), decision),
      row(t('figures.toAnswer'), answer),
    ],
    minutes: [1, 2],
    drawing: null,
  };
}

/** Number of working days that get a column each, starting at 0; one more column counts everything longer. */
const MOST_DAYS = 10;

export function workingDays({ workingDays: days, promiseDays }: Figures): FigureView {
  const rows = Array.from({ length: MOST_DAYS + 1 }, (_, at) => {
    const isLast = at === MOST_DAYS;
    const own = days.filter((one) => (isLast ? one.days >= at : one.days === at));
    return [isLast ? `${at}+` : String(at), totalOf(own, ({ count }) => count)] as const;
  });
  return {
    id: 'working-days',
    title: t('figures.workingDays'),
    means: t('figures.workingDaysMeans', { n: promiseDays }),
    columns: [t('figures.workingDaysSinceReceived'), t('figures.decisions')],
    rows,
    drawing: { shape: 'columns', series: [1] },
  };
}

export function promise({ promise: { kept, late }, decisionDays, promiseDays }: Figures): FigureView {
  return {
    id: 'promise',
    title: t('figures.promise'),
    means: t('figures.promiseMeans', { n: promiseDays }),
    columns: [t('figures.measure'), t('figures.value')],
    rows: [
      [t('figures.answersInTime'), kept],
      [t('figures.answersLate'), late],
      [t('figures.workingDaysMedian'), decisionDays.median],
      [t('figures.workingDaysP90'), decisionDays.p90],
    ],
    drawing: null,
  };
}

/** The remaining figures that are a single number for the whole period. */
export function counts({ duplicates, followUps, appeals }: Figures): FigureView {
  return {
    id: 'counts',
    title: t('figures.counts'),
    means: t('figures.countsMeans'),
    columns: [t('figures.measure'), t('figures.count')],
    rows: [
      [t('figures.rejectedAsDuplicate'), duplicates.rejected],
      [t('figures.pairsSame'), duplicates.same],
      [t('figures.pairsRelated'), duplicates.related],
      [t('figures.pairsNotSame'), duplicates.notSame],
      [t('figures.followUpsAsked'), followUps.asked],
      [t('figures.followUpsAnswered'), followUps.answered],
      [t('figures.followUpsClosed'), followUps.closed],
      [t('figures.appealsFiled'), appeals.filed],
      [t('figures.appealsUpheld'), appeals.upheld],
      [t('figures.appealsGranted'), appeals.granted],
    ],
    drawing: { shape: 'bars', series: [1] },
  };
}

export function letters({ letters: days }: Figures): FigureView {
  return {
    id: 'letters',
    title: t('figures.letters'),
    means: t('figures.lettersMeans'),
    isOfAll: true,
    columns: [t('figures.day'), t('figures.failed'), t('figures.printed'), t('figures.toPrint')],
    rows: days.map(({ day, failed, printed, toPrint }) => [day, failed, printed, toPrint]),
    ticks: days.map(({ day }) => shortDay(day)),
    isByDay: true,
    drawing: { shape: 'columns', series: [1, 3] },
  };
}

/**
 * Figures per officer. The signed-in supervisor's row (`me`) is marked, because somebody else should judge that work.
 */
export function perOfficer({ officers }: Figures, me: string): FigureView {
  return {
    id: 'per-officer',
    title: t('figures.perOfficer'),
    means: t('figures.perOfficerMeans'),
    columns: [
      t('common.officer'),
      t('figures.openNow'),
      t('figures.approved'),
      t('figures.rejected'),
      t('figures.followUps'),
      t('figures.calls'),
      t('figures.other'),
      t('figures.reversed'),
      t('figures.reversedShare'),
    ],
    rows: officers.map(({ id, displayName, openNow, approved, rejected, followUps, calls, other, reversed }) => [
      id === me ? t('figures.nameYou', { name: displayName }) : displayName,
      openNow,
      approved,
      rejected,
      followUps,
      calls,
      other,
      reversed,
      shareOf(reversed, approved + rejected),
    ]),
    percent: [8],
    drawing: { shape: 'bars', series: [2, 3, 4] },
  };
}
