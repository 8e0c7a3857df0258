import type { Policy } from './policy.ts';
import { addDays, dayOf, deadlineDay, instantAt, workingDaysBetween } from './working-days.ts';

/** The next step for an unanswered follow-up. */
export type FollowUpStep = { kind: 'wait' } | { kind: 'remind'; daysLeft: number } | { kind: 'close' };

type Asked = {
  /** When the officer sent the follow-up. */
  since: Date;
  /** When the person was last reminded, or null. */
  remindedAt: Date | null;
};

const DAY_MS = 86_400_000;
/**
 * A reminder always leaves the person at least this many days to answer, even if the server was down on the day it was
 * due.
 */
const GRACE_DAYS = 2;

/**
 * Returns the next step for a follow-up. Pure function, so a job may call it at any time. If the server missed several
 * reminders, only one is sent. If the policy has reminders, no report is closed before one has been sent.
 */
export function followUpStep({ since, remindedAt }: Asked, now: Date, policy: Policy): FollowUpStep {
  const { times, limits, agency, holidays } = policy;
  const calendar = { timeZone: agency.timeZone, holidays };
  const on = (days: number) =>
    instantAt(deadlineDay(since, days, times.countIn, calendar), times.hour, agency.timeZone).getTime();
  // The letter promises full days, so the report must not be closed earlier in the day than the follow-up was sent.
  const closes = Math.max(on(limits.replyDays), since.getTime() + limits.replyDays * DAY_MS);
  const reminders = times.reminderDays.filter((days) => days < limits.replyDays).map(on);
  const due = reminders.filter((at) => at <= now.getTime()).sort((a, b) => b - a)[0];

  if (due !== undefined && (remindedAt === null || remindedAt.getTime() < due)) {
    const today = dayOf(now, agency.timeZone);
    const last = dayOf(new Date(closes), agency.timeZone);
    const left =
      times.countIn === 'working_days'
        ? workingDaysBetween(today, last, calendar)
        : Math.round((Date.parse(last) - Date.parse(today)) / DAY_MS);
    return { kind: 'remind', daysLeft: Math.max(left, GRACE_DAYS) };
  }
  const ready =
    remindedAt === null ? reminders.length === 0 : now.getTime() >= remindedAt.getTime() + GRACE_DAYS * DAY_MS;
  return ready && now.getTime() >= closes ? { kind: 'close' } : { kind: 'wait' };
}

/**
 * Returns the time range of the approvals that are on the courtesy contact list at `now`: from `from`, up to but not
 * including `before`. `dueAt` returns when the contact for one approval is due.
 */
export function courtesyWindow(now: Date, policy: Policy) {
  const { courtesyDays, courtesyListDays, hour } = policy.times;
  const { timeZone } = policy.agency;
  const today = dayOf(now, timeZone);
  return {
    from: instantAt(addDays(today, -courtesyDays - courtesyListDays), 0, timeZone),
    before: instantAt(addDays(today, 1 - courtesyDays), 0, timeZone),
    dueAt: (approvedAt: Date) => instantAt(addDays(dayOf(approvedAt, timeZone), courtesyDays), hour, timeZone),
  };
}
