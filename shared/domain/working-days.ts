import { offsetAt, wallParts } from './zone-clock.ts';

/** An agency's calendar: its time zone, and the holidays (YYYY-MM-DD) that fall on weekdays. */
export type WorkCalendar = { timeZone: string; holidays: readonly string[] };

const DAY_MS = 86_400_000;
/** More days than any promise or deadline needs, so that an excessive list of holidays can't cause an endless loop. */
const MOST_STEPS = 4_000;

/** The calendar day (YYYY-MM-DD) of a timestamp in the agency's time zone. */
export function dayOf(at: Date, timeZone: string): string {
  const { year, month, day } = wallParts(at.getTime(), timeZone);
  return isoDay(Date.UTC(year, month - 1, day));
}

/** The day that is this many calendar days later (earlier, if negative). */
export function addDays(day: string, days: number): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const sinceMonday = (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}

export function isWorkingDay(day: string, { holidays }: Pick<WorkCalendar, 'holidays'>): boolean {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day);
}

/**
 * The n-th working day after a day. With 0, the day itself or, if it isn't a working day, the next one. A report that
 * arrives on a Saturday with a three-day promise is due Wednesday.
 */
export function addWorkingDays(day: string, days: number, calendar: Pick<WorkCalendar, 'holidays'>): string {
  let at = day;
  let left = days;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (left === 0 && (days > 0 || isWorkingDay(at, calendar))) return at;
    at = addDays(at, 1);
    if (left > 0 && isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

/** The number of working days after `from` up to and including `to`; negative when `to` is before `from`. */
export function workingDaysBetween(from: string, to: string, calendar: Pick<WorkCalendar, 'holidays'>): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let at = from; at < to; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at, calendar)) count += 1;
  }
  return count;
}

/**
 * The last day on which a response still meets a promise, made at `since`, to respond within this many working days.
 */
export function promisedDay(since: Date, promiseDays: number, calendar: WorkCalendar): string {
  return addWorkingDays(dayOf(since, calendar.timeZone), promiseDays, calendar);
}

/** The cutoff for a promise to respond within this many working days: a report received before it is overdue. */
export function promiseLine(now: Date, promiseDays: number, calendar: WorkCalendar): Date {
  const today = dayOf(now, calendar.timeZone);
  let day = today;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const before = addDays(day, -1);
    if (addWorkingDays(before, promiseDays, calendar) < today) break;
    day = before;
  }
  return instantAt(day, 0, calendar.timeZone);
}

/** How days toward a deadline are counted: every day, or only the agency's working days. */
export const COUNTED_IN = ['calendar_days', 'working_days'] as const;
export type CountedIn = (typeof COUNTED_IN)[number];

/** The deadline day, this many days after a timestamp. */
export function deadlineDay(since: Date, days: number, countIn: CountedIn, calendar: WorkCalendar): string {
  const day = dayOf(since, calendar.timeZone);
  return countIn === 'working_days' ? addWorkingDays(day, days, calendar) : addDays(day, days);
}

/**
 * The timestamp at which clocks in the agency's time zone show this hour of a day. If daylight saving skips that hour,
 * it is one hour later.
 */
export function instantAt(day: string, hour: number, timeZone: string): Date {
  const wall = Date.parse(day) + hour * 3_600_000;
  // No time zone changes its UTC offset twice within two days, so one of these offsets applies.
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetAt(near, timeZone));
  const real = guesses.filter((guess) => guess + offsetAt(guess, timeZone) === wall);
  return new Date(real.length > 0 ? Math.min(...real) : Math.max(...guesses));
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
