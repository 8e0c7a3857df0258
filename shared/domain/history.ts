import { z } from 'zod';
import { dangerAnswer } from './act.ts';
import { anyEvent, type HistoryEvent } from './history-event.ts';
import { instant, uuid } from './ids.ts';

/** A letter as sent to the person, or as it will be sent; its private link is replaced by a placeholder. */
export const historyLetter = z.object({
  id: uuid,
  kind: z.string().max(40),
  subject: z.string(),
  /** Null when an earlier entry of the same history has this letter's text, because a text is stored only once. */
  text: z.string().nullable(),
});
type HistoryLetter = z.infer<typeof historyLetter>;

const HISTORY_KINDS = [
  'submitted',
  'approved',
  'rejected',
  'follow_up',
  'contact',
  'answered',
  'added',
  'message',
  'returned',
  'withdrawn',
  'closed',
  'escalated',
  'assigned',
  'noted',
  'corrected',
  'appealed',
  'appeal_decided',
  'reminded',
  'letter_sent',
  'letter_failed',
  // Never stored. A kind that this version doesn't know is parsed as `other`.
  'other',
] as const;

/**
 * One entry of a report's history, which is ordered from oldest to newest. `by` is a display name, or null for the
 * person or the system.
 */
export const historyEntry = z.object({
  at: instant,
  /** Used by code that depends on the kind of entry; `event` has the details. */
  kind: z.enum(HISTORY_KINDS).catch('other'),
  by: z.string().max(160).nullable(),
  /** The account that `by` names, since two officers may have the same name. */
  officerId: uuid.optional(),
  /** Set if the reporter's act came from one of the agency's own computers. */
  fromStaff: z.literal(true).optional(),
  event: anyEvent,
  note: z.string().max(4000).nullable(),
  /** What the officer did about danger; absent where none was unanswered. */
  danger: dangerAnswer.optional(),
  letter: historyLetter.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
/** An entry written by this version, so its event is always a known one. */
export type NewEntry = Omit<HistoryEntry, 'event'> & { event: HistoryEvent };

/** A letter for a new history entry. Its text is omitted if an earlier entry already has it. */
export function letterAgain(history: readonly HistoryEntry[], letter: HistoryLetter): HistoryLetter {
  const { id, kind, subject, text } = letter;
  const stands = history.some((one) => one.letter?.id === id && one.letter.text !== null);
  return { id, kind, subject, text: stands ? null : text };
}
