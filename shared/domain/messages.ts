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

/**
 * What counts as an officer's answer to a message: writing, calling, an act that sends a letter, or an internal note.
 */
const ANSWERS: readonly HistoryEntry['kind'][] = [
  'message',
  'contact',
  'approved',
  'rejected',
  'follow_up',
  'noted',
  'returned',
  'appeal_decided',
];

/** Whether an officer has to see this entry by the reporter: a message, or that the property was found. */
export const isMessage = ({ kind, by, event }: HistoryEntry): boolean =>
  by === null && (kind === 'message' || event.code === 'found');

/** The time of the reporter's oldest unanswered entry (see `isMessage`); null if there is none. */
export function oldestUnansweredAt({ history }: WithHistory): string | null {
  const answered = history.findLastIndex(({ kind, by }) => by !== null && ANSWERS.includes(kind));
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
