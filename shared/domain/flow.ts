import { z } from 'zod';

/** How many reports came in on a day (YYYY-MM-DD at the agency), and how many were closed on it or decided here since. */
export const flowDay = z.strictObject({ day: z.string(), came: z.int().min(0), went: z.int().min(0) });
/** Seven days, the last of which is today. */
export const flow = z.strictObject({ days: z.array(flowDay) });
export type Flow = z.infer<typeof flow>;

export const FLOW_DAYS = 7;

export type Trend = {
  came: number;
  went: number;
  direction: 'drains' | 'grows' | 'holds';
  /** In how many days nothing would wait any more, at the pace of the week; null where it does not drain. */
  emptyInDays: number | null;
};

/** Whether fewer reports wait at the end of the week than at its beginning. */
export function trendOf({ days }: Flow, waiting: number): Trend {
  const came = days.reduce((sum, day) => sum + day.came, 0);
  const went = days.reduce((sum, day) => sum + day.went, 0);
  const net = went - came;
  const direction = net > 0 ? 'drains' : net < 0 ? 'grows' : 'holds';
  return { came, went, direction, emptyInDays: net > 0 ? Math.ceil((waiting * days.length) / net) : null };
}
