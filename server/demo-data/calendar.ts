import type { Random } from './random.ts';

const HOUR = 3_600_000;

export type LocalTime = { year: number; month: number; day: number; weekday: number; hour: number; minute: number };
export type Clock = { local: (ms: number) => LocalTime };

/**
 * Converts times to local time in a zone. The offset is looked up through Intl only once for each hour and then cached,
 * because the lookup is slow.
 */
export function createClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const hour = Math.floor(ms / HOUR);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      const text = format.formatToParts(hour * HOUR).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
      const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
      offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60_000);
      offsets.set(hour, offset);
    }
    return offset;
  };
  return {
    local: (ms) => {
      const date = new Date(ms + offsetAt(ms));
      return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      };
    },
  };
}

/** How often people file reports by hour of the day, and by day of the week from Sunday. */
const SENT_BY_HOUR = [
  2, 1.2, 0.8, 0.6, 0.6, 1, 2, 3.5, 5, 6.2, 6.8, 6.8, 6.5, 6.4, 6.3, 6.2, 6, 5.6, 5.2, 4.8, 4.5, 4, 3.2, 2.6,
];
const SENT_BY_DAY = [0.85, 1.2, 1.1, 1.05, 1, 1, 0.8];
/**
 * How often incidents occur by hour of the day: mostly evenings and nights, since most theft victims find out in the
 * morning.
 */
const HAPPENED_BY_HOUR = [
  5.2, 4.6, 4.2, 3.8, 3, 2.4, 2.2, 2.6, 3, 3.2, 3.4, 3.6, 4.2, 3.8, 3.9, 4.2, 4.6, 5.2, 5.6, 5.8, 5.8, 5.6, 5.6, 5.5,
];

/** Times at which `count` reports arrive between two instants, in order, following the daily and weekly pattern. */
export function arrivals(count: number, from: number, to: number, clock: Clock, random: Random): Float64Array {
  const hours = Math.max(1, Math.ceil((to - from) / HOUR));
  const sums = new Float64Array(hours);
  let total = 0;
  for (let i = 0; i < hours; i++) {
    const at = clock.local(from + i * HOUR);
    const share = Math.min(1, (to - from - i * HOUR) / HOUR);
    total += share * (SENT_BY_HOUR[at.hour] ?? 1) * (SENT_BY_DAY[at.weekday] ?? 1);
    sums[i] = total;
  }
  const times = new Float64Array(count);
  let hour = 0;
  for (let i = 0; i < count; i++) {
    const mark = ((i + random.next()) / count) * total;
    while (hour < hours - 1 && (sums[hour] ?? 0) <= mark) hour++;
    const before = hour === 0 ? 0 : (sums[hour - 1] ?? 0);
    const within = (mark - before) / Math.max(1e-9, (sums[hour] ?? 0) - before);
    times[i] = Math.min(to - 1, from + (hour + Math.min(0.999, within)) * HOUR);
  }
  return times.sort();
}

/**
 * Hours from incident to report: a two-sided lognormal fitted to San Francisco's online reports of December 2018: 10%
 * within 1.9 h, half within 17 h, 90% within 208 h.
 */
export function reportingDelay(random: Random): number {
  const z = random.normal();
  const spread = z > 0 ? Math.log(208 / 17) / 1.2816 : Math.log(17 / 1.9) / 1.2816;
  return Math.min(17 * Math.exp(z * spread), 24 * 330);
}

/** Moves an incident's time by up to half a day to a plausible hour; leaves recent ones unchanged. */
export function plausibleHour(from: number, receivedAt: number, clock: Clock, random: Random): number {
  if (receivedAt - from < 60 * HOUR) return from;
  for (let attempt = 0; attempt < 6; attempt++) {
    const moved = from + random.int(-12, 12) * HOUR;
    if (random.next() * 5.8 < (HAPPENED_BY_HOUR[clock.local(moved).hour] ?? 1)) return moved;
  }
  return from;
}
