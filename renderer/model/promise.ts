import type { Policy } from '#shared/domain/policy.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { addWorkingDays, workingDaysBetween } from '#shared/domain/working-days.ts';
import { t } from '../t.ts';
import { calendarDay, daysBetween, shortDay, type Zone } from './time.ts';

/** A mark that shows whether a report is overdue, due soon, or due later. */
export type DueStatus = { tone: 'over' | 'soon' | 'calm'; short: string; long: string };

type Terms = { zone: Zone } & { holidays: readonly string[] } & Pick<Policy['limits'], 'promiseDays'>;

/** The due date: the last day on which the promise is kept. Working days are counted in the agency's time zone. */
export function promisedDay(sinceIso: string, { zone, promiseDays, holidays }: Terms): string {
  return addWorkingDays(calendarDay(sinceIso, zone), promiseDays, { holidays });
}

/**
 * Returns the mark for a report; null if no response from the agency is due, because the report is closed or is waiting
 * on the reporter.
 */
export function dueStatus(state: ReportState, sinceIso: string, now: number, terms: Terms): DueStatus | null {
  if (!isOpen(state) || state === 'awaiting_citizen') return null;
  const due = promisedDay(sinceIso, terms);
  const today = calendarDay(new Date(now).toISOString(), terms.zone);
  const left = daysBetween(today, due);
  if (left < 0) {
    // Count business days, as for the due date. On the weekend right after the due date, no business day has passed
    // yet, so the text gives the due date instead.
    const n = workingDaysBetween(due, today, terms);
    const long = n === 0 ? t('ui.overdueSince', { day: shortDay(due) }) : t('ui.nDaysOverdue', { n });
    return { tone: 'over', short: t('ui.overdue'), long };
  }
  if (left === 0) return { tone: 'soon', short: t('ui.today'), long: t('ui.dueToday') };
  if (left === 1) return { tone: 'soon', short: t('ui.tomorrow'), long: t('ui.dueTomorrow') };
  return { tone: 'calm', short: '', long: t('ui.dueDay', { day: shortDay(due) }) };
}
