import { z } from 'zod';
import { instant } from './ids.ts';
import { dayOf } from './working-days.ts';

export const TIMEFRAME_ENDS = ['from', 'to'] as const;
export type TimeframeEnd = (typeof TIMEFRAME_ENDS)[number];

/**
 * When it happened, as two timestamps. Ends listed in `dayOnly` were given as a day without a time: their timestamp is
 * the start or end of that day in the agency's time zone, or the time of filing if the day wasn't over.
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

/** Whether a timeframe doesn't end before it begins, which JSON Schema can't express. */
export const isInOrder = ({ from, to }: Timeframe): boolean => Date.parse(from) <= Date.parse(to);

/** Whether the person gave no time of day for this end. */
export const isDayOnly = ({ dayOnly }: Timeframe, end: TimeframeEnd): boolean => dayOnly?.includes(end) ?? false;

/** A day may end at any time within its last minute, with or without seconds. */
const MINUTE_MS = 60_000;

/**
 * The ends marked as day-only whose instant doesn't represent that day: they are on another day in this time zone, or
 * include a time of day.
 * @param now when it was reported: a day that is not over yet may end at any moment.
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

/** A timeframe after the time of one end becomes known. */
export function withTimeOf(when: Timeframe, end: TimeframeEnd): Timeframe {
  const { dayOnly = [], ...ends } = when;
  const left = dayOnly.filter((one) => one !== end);
  return left.length === 0 ? ends : { ...ends, dayOnly: left };
}

/** How to format the ends of a timeframe for a reader. */
type Said = { locale: string; timeZone: string; timeNotGiven: string };

/** Both ends written out in full; `to` is null when it says no more than `from`. */
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
