import { type HistoryEvent, knownEvent } from './history-event.ts';
import type { Policy } from './policy.ts';
import type { Report } from './report.ts';
import { addDays, dayOf, deadlineDay, instantAt, type WorkCalendar } from './working-days.ts';

/**
 * How long the reporter has to answer, as stated in the follow-up letter. It is stored with the question, so that a new
 * policy doesn't change it.
 */
export type ReplyTerms = Pick<Extract<HistoryEvent, { code: 'asked' }>['params'], 'replyDays' | 'countIn'>;

/** The policy with the time to answer that was in force when the question was asked. */
export function asPromised(policy: Policy, { replyDays, countIn }: ReplyTerms): Policy {
  return { ...policy, limits: { ...policy.limits, replyDays }, times: { ...policy.times, countIn } };
}

const MINUTE_MS = 60_000;

/**
 * When the link in a letter sent at `since` expires: in the last minute of the day `lateAnswerDays` after the last day
 * to answer. Whether calendar or working days count, the link never expires before the deadline in its letter.
 */
export function replyLinkEnd(since: Date, { limits, times, agency, holidays }: Policy): Date {
  const { timeZone } = agency;
  const answerBy = deadlineDay(since, limits.replyDays, times.countIn, { timeZone, holidays });
  const after = instantAt(addDays(answerBy, times.lateAnswerDays + 1), 0, timeZone);
  return new Date(after.getTime() - MINUTE_MS);
}

/**
 * The last day (YYYY-MM-DD) on which the reporter can answer in time; null if the report isn't waiting on the reporter.
 * As in the letter, the days count from when the letter was sent or printed. A late reminder may have extended this
 * deadline.
 */
export function replyDay({ state, history }: Pick<Report, 'state' | 'history'>, calendar: WorkCalendar): string | null {
  const from = history.findLastIndex(({ kind }) => kind === 'follow_up');
  const asked = history[from];
  const event = asked === undefined ? null : knownEvent(asked.event);
  if (state !== 'awaiting_citizen' || asked === undefined || event?.code !== 'asked') return null;
  const id = asked.letter?.id;
  const sent = history.findLast(({ kind, letter }) => kind === 'letter_sent' && letter !== null && letter.id === id);
  const { replyDays, countIn } = event.params;
  const given = history.slice(from).flatMap(({ at, event: later }) => {
    const known = knownEvent(later);
    return known?.code === 'reminded' ? [addDays(dayOf(new Date(at), calendar.timeZone), known.params.days)] : [];
  });
  const days = [deadlineDay(new Date((sent ?? asked).at), replyDays, countIn, calendar), ...given];
  return days.sort().at(-1) ?? null;
}
