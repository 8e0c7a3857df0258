import { backoffMs } from '#shared/backoff.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';

/**
 * When a job runs: at an interval, or daily at a time of day (HH:MM) in the agency's time zone. `mostRetryMs` is the
 * longest pause after failures.
 */
export type When = { everyMs: number; mostRetryMs?: number } | { dailyAt: string };

/** Each job runs in only one process, so its retries need no jitter. */
const PAUSES = { firstMs: 60_000, mostMs: 3_600_000, spread: 0 };

/** The first scheduled time of the job after `now`. */
export function nextRun(when: When, now: Date, timeZone: string): Date {
  if ('everyMs' in when) return new Date(now.getTime() + when.everyMs);
  const hour = hoursOf(when.dailyAt);
  const today = dayOf(now, timeZone);
  const at = instantAt(today, hour, timeZone);
  return at > now ? at : instantAt(addDays(today, 1), hour, timeZone);
}

/** Backoff after a number of consecutive failures: one minute, doubling up to an hour unless the job says otherwise. */
export const retryJobMs = (failures: number, when?: When): number =>
  Math.min(
    backoffMs(failures, PAUSES),
    when !== undefined && 'everyMs' in when ? (when.mostRetryMs ?? Infinity) : Infinity,
  );

/** @throws Error for an invalid time of day, so that a job that would never run is noticed. */
function hoursOf(clock: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) throw new Error(`not a time of day: ${clock}`);
  return Number(hours) + Number(minutes) / 60;
}
