import { addDays } from '../model/time.ts';
import { locale } from '../t.ts';

/** The time that the page shows: a day, or the days of a month up to today. */
export type Period = { unit: 'day' | 'month'; from: string; to: string };

export const dayPeriod = (day: string): Period => ({ unit: 'day', from: day, to: day });

/** The month of a day, up to today. */
export function monthPeriod(day: string, today: string): Period {
  const from = `${day.slice(0, 7)}-01`;
  const last = addDays(firstOfNext(from), -1);
  return { unit: 'month', from, to: last < today ? last : today };
}

/** The period before (-1) or after (1) another one; null after today. */
export function neighbor({ unit, from }: Period, by: -1 | 1, today: string): Period | null {
  const day = unit === 'day' ? addDays(from, by) : by === 1 ? firstOfNext(from) : addDays(from, -1);
  if (day > today) return null;
  return unit === 'day' ? dayPeriod(day) : monthPeriod(day, today);
}

const firstOfNext = (first: string) => `${addDays(first, 32).slice(0, 7)}-01`;

/** For example "Friday, November 27, 2026" or "November 2026". */
export function periodWords({ unit, from }: Period): string {
  const style = unit === 'day' ? ({ dateStyle: 'full' } as const) : ({ month: 'long', year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale(), { ...style, timeZone: 'UTC' }).format(Date.parse(from));
}
