import type { Language } from '#shared/domain/report.ts';
import { offsetAt, wallParts } from '#shared/domain/zone-clock.ts';
import { LOCALES } from '#shared/words/languages.ts';

const DAY_MS = 86_400_000;

/** A calendar day and a time of day in some time zone. */
export type CalendarDay = { year: number; month: number; day: number };
export type TimeOfDay = { hour: number; minute: number; second: number; ms: number };

/**
 * Returns the instant (ms since 1970) at which clocks in a zone show a given day and time. When clocks go back, some
 * times occur twice, and when they go forward, some are skipped. For those the caller chooses the earlier or later
 * instant, so that a timeframe is read as widely as the input allows.
 */
export function instantOf(day: CalendarDay, time: TimeOfDay, zone: string, lean: 'earlier' | 'later'): number {
  const wall = Date.UTC(day.year, day.month - 1, day.day, time.hour, time.minute, time.second, time.ms);
  // No zone changes its clocks twice within two days, so these are the only possible offsets.
  const guesses = [offsetAt(wall - DAY_MS, zone), offsetAt(wall + DAY_MS, zone)].map((offset) => wall - offset);
  const real = guesses.filter((guess) => guess + offsetAt(guess, zone) === wall);
  const choice = real.length > 0 ? real : guesses;
  return lean === 'earlier' ? Math.min(...choice) : Math.max(...choice);
}

/** The calendar day in a zone at an instant. */
export function dayIn(zone: string, instant: Date): CalendarDay {
  const { year, month, day } = wallParts(instant.getTime(), zone);
  return { year, month, day };
}

export function isRealDay({ year, month, day }: CalendarDay): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Formats a calendar day as the schemas expect: `2026-03-08`. */
export function isoDay({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Formats a time of day without seconds, as is usual in the language: `3:05 PM`. */
export const clockTime = (at: Date, timeZone: string, lang: Language): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { timeStyle: 'short', timeZone }).format(at);
