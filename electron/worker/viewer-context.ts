import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { addDays, instantAt, promiseLine } from '#shared/domain/working-days.ts';
import type { ViewerContext } from './db/queue-sql.ts';

/**
 * Returns the viewer context of this officer's queue. Before the first policy arrives, there are no due dates, and days
 * are in UTC.
 */
export function viewerContextOf(officer: Officer, policy: Policy | null, now: Date): ViewerContext {
  const timeZone = policy?.agency.timeZone ?? 'UTC';
  const holidays = policy?.holidays ?? [];
  return {
    officer,
    overBefore:
      policy === null ? '' : promiseLine(now, policy.limits.promiseDays, { timeZone, holidays }).toISOString(),
    startOf: (day, later) => instantAt(addDays(day, later), 0, timeZone).toISOString(),
  };
}
