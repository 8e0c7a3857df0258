import { z } from 'zod';
import { instant } from './ids.ts';
import { dayOf } from './working-days.ts';

export const TIMEFRAME_ENDS = ['from', 'to'] as const;
export type TimeframeEnd = (typeof TIMEFRAME_ENDS)[number];

/**
 * When the incident occurred, as two timestamps. Ends listed in `dayOnly` were given as a day without a time: their
 * timestamp is the start or end of that day in the agency's time zone, or the time of filing if that day wasn't over
 * yet.
 */
export const timeframe = z.object({
  from: instant,
  to: instant,
  dayOnly: z
    .array(z.enum(TIMEFRAME_ENDS))
    .max(TIMEFRAME_ENDS.length)
    .optional()
    .describe(
      'Ends of which only the day is known. In the agency’s time zone `from` is then the first moment of that day and `to` its last minute (23:59), or a moment of the day on which it is told.',
    ),
});
export type Timeframe = z.infer<typeof timeframe>;

/** Whether a timeframe's start isn't after its end; JSON Schema can't express this. */
export const isInOrder = ({ from, to }: Timeframe): boolean => Date.parse(from) <= Date.parse(to);

/** Whether the person gave only a day, without a time, for this end of the timeframe. */
export const isDayOnly = ({ dayOnly }: Timeframe, end: TimeframeEnd): boolean => dayOnly?.includes(end) ?? false;

/** The end of a day may be given as any time within its last minute, with or without seconds. */
const MINUTE_MS = 60_000;

/**
 * Returns the ends marked as day-only whose timestamp isn't the first moment of a day (`from`) or its last minute
 * (`to`) in this time zone.
 * @param now when the report was filed; if `to` is on that day, it may be any time of that day.
 */
export function apartFromTheirDay(when: Timeframe, timeZone: string, now: Date): TimeframeEnd[] {
  const day = (ms: number) => dayOf(new Date(ms), timeZone);
  const isItsDay = (end: TimeframeEnd): boolean => {
    const ms = Date.parse(when[end]);
    if (end === 'from') return day(ms) !== day(ms - 1);
    return day(ms) !== day(ms + MINUTE_MS) || day(ms) === day(now.getTime());
  };
  return TIMEFRAME_ENDS.filter((end) => isDayOnly(when, end) && !isItsDay(end));
}

/** A timeframe in which one end is no longer day-only, because its time is now known. */
export function withTimeOf(when: Timeframe, end: TimeframeEnd): Timeframe {
  const { dayOnly = [], ...ends } = when;
  const left = dayOnly.filter((one) => one !== end);
  return left.length === 0 ? ends : { ...ends, dayOnly: left };
}

/** How to format a timeframe for a reader. */
type Said = { locale: string; timeZone: string; timeNotGiven: string };

/** Both ends written out in full; `to` is null when it would only repeat `from`. */
export function saidTimeframe(when: Timeframe, { locale, timeZone, timeNotGiven }: Said) {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const said = (end: TimeframeEnd) => {
    const at = new Date(when[end]);
    return isDayOnly(when, end) ? `${day.format(at)} (${timeNotGiven})` : moment.format(at);
  };
  const [from, to] = [said('from'), said('to')];
  const isOneDay = isDayOnly(when, 'from') && isDayOnly(when, 'to') && from === to;
  return { from, to: isOneDay || when.from === when.to ? null : to };
}
