import { locale, t } from '../t.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time zone with its formatters. Creating a formatter takes 50 times as long as using it, so each is created once. */
export type Zone = {
  day: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  exactDay: Intl.DateTimeFormat;
  stamp: Intl.DateTimeFormat;
};

/** @throws RangeError if the time zone is unknown. */
export function zoneOf(timeZone: string): Zone {
  return {
    // The Swedish locale formats dates as ISO 8601.
    day: new Intl.DateTimeFormat('sv-SE', { timeZone }),
    stamp: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
    time: new Intl.DateTimeFormat(locale(), { timeZone, hour: 'numeric', minute: '2-digit' }),
    exact: new Intl.DateTimeFormat(locale(), {
      timeZone,
      weekday: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
    exactDay: new Intl.DateTimeFormat(locale(), { timeZone, dateStyle: 'full' }),
  };
}

const WEEKDAYS = [
  t('times.sun'),
  t('times.mon'),
  t('times.tue'),
  t('times.wed'),
  t('times.thu'),
  t('times.fri'),
  t('times.sat'),
] as const;
const MONTHS = [
  t('times.jan'),
  t('times.feb'),
  t('times.mar'),
  t('times.apr'),
  t('times.may'),
  t('times.jun'),
  t('times.jul'),
  t('times.aug'),
  t('times.sep'),
  t('times.oct'),
  t('times.nov'),
  t('times.dec'),
] as const;

/** Formats a duration, for example "12 min", "26 hr" or "5 days". */
export function howLong(sinceIso: string, now: number): string {
  const gone = Math.max(0, now - Date.parse(sinceIso));
  if (gone < MINUTE) return t('times.justNow');
  if (gone < HOUR) return t('times.nMin', { n: Math.floor(gone / MINUTE) });
  if (gone < 2 * DAY) return t('times.nHr', { n: Math.floor(gone / HOUR) });
  return t('times.nDays', { n: Math.floor(gone / DAY) });
}

/** Formats how long ago something was, for example "just now", "12 min ago" or "5 days ago". */
export function ago(iso: string, now: number): string {
  const words = howLong(iso, now);
  return words === t('times.justNow') ? words : t('times.timeAgo', { time: words });
}

/**
 * The time that dates are relative to: "Today" and "Yesterday" depend on it, and the current year is left out. Null on
 * paper, where dates are in full because a printout is read later.
 */
export type From = number | null;

/** The time of day: "2:05 PM". */
export const timeOfDay = (iso: string, zone: Zone): string =>
  // Some locales separate AM and PM by a narrow space, which is easily overlooked in small print.
  zone.time.format(new Date(iso)).replaceAll(/[\u00a0\u202f]/g, ' ');

/** Formats a wall-clock time (HH:MM), such as the start of a maintenance window, as "10:00 PM". */
export const clockTime = (clock: string): string => timeOfDay(`2026-01-01T${clock}:00Z`, (utc ??= zoneOf('UTC')));
let utc: Zone | undefined;

/**
 * Formats a date and time, for example "Today 2:05 PM", "Yesterday 9:10 AM", "Fri, Nov 20 8:30 AM" or "Thu, Nov 20, 2025";
 * on paper, "Fri, Nov 20, 2026 8:30 AM".
 */
export function dayAndTime(iso: string, now: From, zone: Zone): string {
  const day = calendarDay(iso, zone);
  const time = timeOfDay(iso, zone);
  if (now === null) return `${t('times.dayYear', { day: shortDay(day), year: day.slice(0, 4) })} ${time}`;
  const today = zone.day.format(now);
  const away = daysBetween(day, today);
  if (away === 0) return `${t('common.today')} ${time}`;
  if (away === 1) return `${t('times.yesterday')} ${time}`;
  if (day.slice(0, 4) === today.slice(0, 4)) return `${shortDay(day)} ${time}`;
  return t('times.dayYear', { day: shortDay(day), year: day.slice(0, 4) });
}

/** Formats the full date and time, for tooltips and screen readers: "Friday, November 20, 2026 at 8:30 AM EST". */
export function exact(iso: string, zone: Zone): string {
  return zone.exact.format(new Date(iso));
}

/**
 * Formats the time range of an offense: "Fri, Nov 20 8:00 PM – Sat, Nov 21 8:30 AM", with a single date if both times are
 * on the same day.
 */
export function span(fromIso: string, toIso: string, now: From, zone: Zone): string {
  const from = dayAndTime(fromIso, now, zone);
  if (fromIso === toIso) return from;
  const to = dayAndTime(toIso, now, zone);
  const oneDay = calendarDay(fromIso, zone) === calendarDay(toIso, zone);
  const time = timeOfDay(toIso, zone);
  return oneDay && to.endsWith(` ${time}`) ? `${from} – ${time}` : `${from} – ${to}`;
}

/** Whole seconds until an instant, never below 0. */
export function secondsUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));
}

/** The calendar day of an instant in a time zone, as YYYY-MM-DD. */
export function calendarDay(iso: string, zone: Zone): string {
  return zone.day.format(new Date(iso));
}

/** Whole days from one YYYY-MM-DD to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Formats a day as "Fri, Nov 20". */
export function shortDay(day: string): string {
  const date = new Date(Date.parse(day));
  return t('times.weekdayMonthDate', {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    month: MONTHS[date.getUTCMonth()] ?? '',
    date: date.getUTCDate(),
  });
}

/** Formats a day as "Nov 20, 2026", for lists that reach far back or ahead. */
export const longDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

/** The start of a calendar day in a time zone, as ISO 8601 in UTC. */
export const startOfDay = (day: string, zone: Zone): string => instantOf(`${day}T00:00`, zone);

/** The instant at which clocks in a time zone show this date and time (YYYY-MM-DDTHH:MM), as ISO 8601 in UTC. */
export function instantOf(local: string, zone: Zone): string {
  const wall = Date.parse(`${local}:00.000Z`);
  let guess = wall;
  // Two passes are enough: the second one corrects a guess on the wrong side of a clock change.
  for (let round = 0; round < 2; round++) guess -= Date.parse(`${localTime(guess, zone)}:00.000Z`) - wall;
  return new Date(guess).toISOString();
}

/** The date and time (YYYY-MM-DDTHH:MM) that clocks in a time zone show at an instant. */
export const localTime = (at: string | number, zone: Zone): string =>
  zone.stamp
    .format(new Date(at))
    .replace(' ', 'T')
    // A year that is still being typed has fewer digits.
    .replace(/^\d{1,3}(?=-)/, (year) => year.padStart(4, '0'))
    .slice(0, 16);
