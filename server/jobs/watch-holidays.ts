import { addDays, dayOf } from '#shared/domain/working-days.ts';
import { currentPolicy } from '../db/policy.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';

/** Warns this many days ahead: longer than any deadline counted in days, and long enough to publish a new list. */
const AHEAD_DAYS = 90;

/**
 * Warns before the policy's list of holidays runs out. After that, due dates would count holidays as business days. An
 * agency without a list gets no warning.
 */
export async function watchHolidays(deps: Deps, alerts: Alerts): Promise<{ daysLeft: number }> {
  const { holidays, agency } = await currentPolicy(deps.db);
  const last = holidays.toSorted().at(-1);
  if (last === undefined) return { daysLeft: 0 };
  const today = dayOf(deps.now(), agency.timeZone);
  if (last < addDays(today, AHEAD_DAYS)) {
    alerts.raise(
      'holidays',
      `The policy's holiday list ends on ${last}. Publish a policy with next year's holidays: until then, due dates and reply deadlines after that day ignore holidays.`,
    );
  } else alerts.clear('holidays', `The policy's holiday list now runs until ${last}.`);
  return { daysLeft: Math.max(0, Math.round((Date.parse(last) - Date.parse(today)) / 86_400_000)) };
}
