import type { Policy } from './policy.ts';
import type { Report, ReportState } from './report.ts';
import { waitingSince } from './waiting.ts';
import { dayOf, isWorkingDay, promisedDay, workingDaysBetween } from './working-days.ts';

/** States in which the agency owes the person a response. */
export const OWED_STATES = [
  'submitted',
  'resubmitted',
  'returned',
  'escalated',
  'appealed',
] as const satisfies readonly ReportState[];

/**
 * The day (YYYY-MM-DD) by which the agency promised to respond, and how many business days are left, negative when
 * overdue; null while it owes no response.
 */
export function promisedAnswer(
  report: Pick<Report, 'state' | 'history' | 'receivedAt'>,
  { agency, holidays, limits }: Policy,
  now: Date,
): { by: string; left: number } | null {
  if (!OWED_STATES.some((one) => one === report.state)) return null;
  const calendar = { timeZone: agency.timeZone, holidays };
  const by = promisedDay(new Date(waitingSince(report)), limits.promiseDays, calendar);
  const today = dayOf(now, agency.timeZone);
  const left = workingDaysBetween(today, by, calendar);
  // On the weekend after the last day, zero business days are left, but the promise is already overdue.
  return { by, left: today > by && left === 0 && !isWorkingDay(today, calendar) ? -1 : left };
}
