import { addDays, mondayOf } from '#shared/domain/working-days.ts';
import { longDay } from '../model/time.ts';
import { locale, t } from '../t.ts';

export const PERIODS = ['day', 'weekend', 'week', 'month'] as const;
export type PeriodUnit = (typeof PERIODS)[number];
/**
 * The dates that the page covers: a day, a weekend, a week that starts on Monday, or a month. No period ends after
 * today.
 */
export type Period = { unit: PeriodUnit; from: string; to: string };

export const dayPeriod = (day: string): Period => ({ unit: 'day', from: day, to: day });

/** The period of this unit that contains a day; for weekends, the latest one that starts on or before that day. */
export function periodOf(unit: PeriodUnit, day: string, today: string): Period {
  if (unit === 'day') return dayPeriod(day);
  const upTo = (from: string, last: string): Period => ({ unit, from, to: last < today ? last : today });
  const monday = mondayOf(day);
  if (unit === 'week') return upTo(monday, addDays(monday, 6));
  if (unit === 'weekend') {
    const saturday = addDays(monday, 5);
    const from = saturday > day ? addDays(saturday, -7) : saturday;
    return upTo(from, addDays(from, 1));
  }
  const from = `${day.slice(0, 7)}-01`;
  return upTo(from, addDays(firstOfNext(from), -1));
}

/** The period before (-1) or after (1) this one; null if that period would start in the future. */
export function neighbor({ unit, from }: Period, by: -1 | 1, today: string): Period | null {
  const day =
    unit === 'day'
      ? addDays(from, by)
      : unit === 'month'
        ? by === 1
          ? firstOfNext(from)
          : addDays(from, -1)
        : addDays(from, 7 * by);
  return day > today ? null : periodOf(unit, day, today);
}

const firstOfNext = (first: string) => `${addDays(first, 32).slice(0, 7)}-01`;

/** Formats a period, for example "Friday, November 27, 2026", "November 2026" or "Nov 21, 2026 – Nov 22, 2026". */
export function periodWords({ unit, from, to }: Period): string {
  if (unit === 'weekend' || unit === 'week') {
    return from === to ? longDay(from) : t('figures.fromTo', { from: longDay(from), to: longDay(to) });
  }
  const style = unit === 'day' ? ({ dateStyle: 'full' } as const) : ({ month: 'long', year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale(), { ...style, timeZone: 'UTC' }).format(Date.parse(from));
}
