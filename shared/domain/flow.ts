import { z } from 'zod';

/**
 * How many reports were received on a day (YYYY-MM-DD in the agency's time zone) and how many were closed, including
 * decisions made on this workstation that the server doesn't have yet.
 */
export const flowDay = z.strictObject({ day: z.string(), came: z.int().min(0), went: z.int().min(0) });
/** Seven days, ending today. */
export const flow = z.strictObject({ days: z.array(flowDay) });
export type Flow = z.infer<typeof flow>;

export const FLOW_DAYS = 7;

export type Trend = {
  came: number;
  went: number;
  direction: 'drains' | 'grows' | 'holds';
  /** Days until no report is waiting if this week's pace continues; null when the backlog isn't shrinking. */
  emptyInDays: number | null;
};

/** Compares how many reports arrived and how many were closed during the week. */
export function trendOf({ days }: Flow, waiting: number): Trend {
  const came = days.reduce((sum, day) => sum + day.came, 0);
  const went = days.reduce((sum, day) => sum + day.went, 0);
  const net = went - came;
  const direction = net > 0 ? 'drains' : net < 0 ? 'grows' : 'holds';
  return { came, went, direction, emptyInDays: net > 0 ? Math.ceil((waiting * days.length) / net) : null };
}
