import { offsetAt, wallParts } from './zone-clock.ts';

/** What days mean to an agency: its time zone, and the days (YYYY-MM-DD) on which nobody works although they are no weekend. */
export type WorkCalendar = { timeZone: string; holidays: readonly string[] };

const DAY_MS = 86_400_000;
/** More days than any promise or deadline has; a list of holidays that never ends must not make a loop that never ends. */
const MOST_STEPS = 4_000;

/** The calendar day (YYYY-MM-DD) that clocks in the agency's time zone show at an instant. */
export function dayOf(at: Date, timeZone: string): string {
  const { year, month, day } = wallParts(at.getTime(), timeZone);
  return isoDay(Date.UTC(year, month - 1, day));
}

/** The day that comes so many calendar days after (or, below zero, before) another. */
export function addDays(day: string, days: number): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

export function isWorkingDay(day: string, { holidays }: Pick<WorkCalendar, 'holidays'>): boolean {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day);
}

/**
 * The n-th working day after a day; with 0 the day itself, or the next working day where it is none. A report that
 * comes in on a Saturday with a promise of three days is promised for Wednesday.
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

/** How many working days lie after `from`, up to and with `to`; below zero when `to` is before `from`. */
export function workingDaysBetween(from: string, to: string, calendar: Pick<WorkCalendar, 'holidays'>): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let at = from; at < to; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at, calendar)) count += 1;
  }
  return count;
}

/** The last day on which a promise of so many working days, given at an instant, is kept. */
export function promisedDay(since: Date, promiseDays: number, calendar: WorkCalendar): string {
  return addWorkingDays(dayOf(since, calendar.timeZone), promiseDays, calendar);
}

/** Whatever came before this instant is over a promise of so many working days; what came at it or later is not. */
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

/** How days towards a deadline are counted: one after another, or only those on which the agency works. */
export type CountedIn = 'calendar_days' | 'working_days';

/** The day on which a deadline of so many days, counted from an instant, is reached. */
export function deadlineDay(since: Date, days: number, countIn: CountedIn, calendar: WorkCalendar): string {
  const day = dayOf(since, calendar.timeZone);
  return countIn === 'working_days' ? addWorkingDays(day, days, calendar) : addDays(day, days);
}

/** The instant at which clocks in the agency's time zone show an hour of a day; a skipped hour comes one later. */
export function instantAt(day: string, hour: number, timeZone: string): Date {
  const wall = Date.parse(day) + hour * 3_600_000;
  // No zone changes its clocks twice within two days, so one of these offsets is in force.
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetAt(near, timeZone));
  const real = guesses.filter((guess) => guess + offsetAt(guess, timeZone) === wall);
  return new Date(real.length > 0 ? Math.min(...real) : Math.max(...guesses));
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
