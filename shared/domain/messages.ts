import { isInfected } from './attachment.ts';
import type { HistoryEntry } from './history.ts';
import { knownEvent } from './history-event.ts';
import type { MessageFile } from './message-file.ts';
import type { Report } from './report.ts';
import { isOpen, UNSEEN } from './workflow.ts';

type WithHistory = Pick<Report, 'history'>;

/** What the agency and the reporter wrote to each other on the report's page, oldest first. */
export const messagesOf = ({ history }: WithHistory): HistoryEntry[] =>
  history.filter(({ kind }) => kind === 'message');

/** The files that an officer sent with a message. */
export function filesSent({ event }: Pick<HistoryEntry, 'event'>): readonly MessageFile[] {
  const known = knownEvent(event);
  return known?.code === 'message_sent' ? (known.params.files ?? []) : [];
}

/** All files that officers sent in which no malware was found. */
export function openableFiles({ history, attachments }: Pick<Report, 'history' | 'attachments'>): MessageFile[] {
  const open = new Set(attachments.filter((one) => !isInfected(one)).map(({ id }) => id));
  return history.flatMap(filesSent).filter(({ id }) => open.has(id));
}

/** Acts that send the reporter a message or a letter about the report. */
const WRITES: readonly HistoryEntry['kind'][] = ['message', 'approved', 'rejected', 'follow_up', 'appeal_decided'];

/**
 * Whether an entry answers the reporter: an officer wrote to them, reached them by phone, or said with a reason that no
 * answer is needed. What the reporter never hears of, such as an internal note or a missed call, answers nothing.
 */
export function answersReporter({ kind, by, event }: HistoryEntry): boolean {
  if (by === null) return false;
  if (WRITES.includes(kind)) return true;
  const known = knownEvent(event);
  if (known?.code === 'called') return known.params.outcome === 'reached';
  if (known?.code === 'courtesy') return known.params.outcome === 'reached' || known.params.outcome === 'wrote';
  return known?.code === 'no_answer_needed';
}

/** Whether an officer has to see this entry by the reporter: a message, or that the property was found. */
export const isMessage = ({ kind, by, event }: HistoryEntry): boolean =>
  by === null && (kind === 'message' || event.code === 'found');

/** The time of the reporter's oldest unanswered entry (see `isMessage`); null if there is none. */
export function oldestUnansweredAt({ history }: WithHistory): string | null {
  const answered = history.findLastIndex(answersReporter);
  return history.slice(answered + 1).find(isMessage)?.at ?? null;
}

/**
 * Whether the reporter may write: as long as the report is open, and afterward if an officer wrote a message. A report
 * that was withdrawn takes no more messages.
 */
export function mayWrite({ state, history }: Pick<Report, 'state' | 'history'>): boolean {
  if (UNSEEN.includes(state) || state === 'withdrawn') return false;
  return isOpen(state) || messagesOf({ history }).some(({ by }) => by !== null);
}
