import { z } from 'zod';
import { instant } from './ids.ts';

export const TIMEFRAME_ENDS = ['from', 'to'] as const;
export type TimeframeEnd = (typeof TIMEFRAME_ENDS)[number];

/**
 * When it happened, as two instants. An end in `dayOnly` was given as a day without a time: its instant is then the first
 * or last one of that day in the agency's time zone, or the time of the report on a day that was not over.
 */
export const timeframe = z.object({
  from: instant,
  to: instant,
  dayOnly: z.array(z.enum(TIMEFRAME_ENDS)).max(TIMEFRAME_ENDS.length).optional(),
});
export type Timeframe = z.infer<typeof timeframe>;

/** Whether the end of a timeframe is not before its beginning, which no JSON Schema can ask for. */
export const isInOrder = ({ from, to }: Timeframe): boolean => Date.parse(from) <= Date.parse(to);

/** Whether the person gave no time of day for an end. */
export const isDayOnly = ({ dayOnly }: Timeframe, end: TimeframeEnd): boolean => dayOnly?.includes(end) ?? false;

/** A timeframe of which the time of an end became known. */
export function withTimeOf(when: Timeframe, end: TimeframeEnd): Timeframe {
  const { dayOnly = [], ...ends } = when;
  const left = dayOnly.filter((one) => one !== end);
  return left.length === 0 ? ends : { ...ends, dayOnly: left };
}

/** What the ends of a timeframe are called by whoever reads them. */
type Said = { locale: string; timeZone: string; timeNotGiven: string };

/** Both ends in full words; `to` is null where it says no more than `from`. */
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
