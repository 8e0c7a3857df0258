import type { Act, ActKind } from '#shared/domain/act.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { QueueColumn } from '#shared/domain/queue.ts';
import type { Language, ReportKind, ReportState } from '#shared/domain/report.ts';
import type { OutboxRow } from '#shared/ipc.ts';

export const KIND_WORDS: Record<ReportKind, string> = {
  vandalism: 'Vandalism',
  larceny: 'Larceny',
  lost_property: 'Lost property',
  fraud: 'Fraud',
};

export const STATE_WORDS: Record<ReportState, string> = {
  draft: 'Draft',
  unconfirmed: 'Address not confirmed',
  submitted: 'New',
  awaiting_citizen: 'With the person',
  resubmitted: 'Answered',
  approved: 'Approved',
  rejected: 'Rejected',
  escalated: 'Escalated',
  returned: 'Returned',
  appealed: 'Appealed',
  withdrawn: 'Withdrawn',
  closed_no_answer: 'Closed, no answer',
};

export const COLUMN_WORDS: Record<QueueColumn, string> = {
  trackingNumber: 'Tracking number',
  receivedAt: 'Received',
  waiting: 'Waiting',
  kind: 'Kind',
  offense: 'Offense',
  location: 'Location',
  person: 'Person',
  state: 'State',
  hints: 'Hints',
  repeats: 'Repeats',
};

/** What each act is called on its button. */
export const ACT_VERBS: Record<ActKind, string> = {
  approve: 'Approve',
  reject: 'Reject',
  follow_up: 'Follow up',
  log_call: 'Log a call',
  escalate: 'Escalate',
  assign: 'Hand over',
  note: 'Add a note',
  correct: 'Correct',
  return: 'Take back',
  uphold_appeal: 'Uphold',
  grant_appeal: 'Grant the appeal',
};

/** What each act is called once it was done. */
export const ACT_DONE: Record<ActKind, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  follow_up: 'Followed up on',
  log_call: 'Logged a call for',
  escalate: 'Escalated',
  assign: 'Handed over',
  note: 'Added a note to',
  correct: 'Corrected',
  return: 'Took back the decision on',
  uphold_appeal: 'Upheld the decision on',
  grant_appeal: 'Granted the appeal for',
};

/** What each act is called in a list of decisions. */
export const ACT_NOUNS: Record<ActKind, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  follow_up: 'Follow-up',
  log_call: 'Call',
  escalate: 'Escalated',
  assign: 'Handed over',
  note: 'Note',
  correct: 'Correction',
  return: 'Taken back',
  uphold_appeal: 'Appeal refused',
  grant_appeal: 'Appeal granted',
};

export const CALL_WORDS: Record<Extract<Act, { kind: 'log_call' }>['outcome'], string> = {
  reached: 'Reached the person',
  no_answer: 'No answer',
  left_message: 'Left a message',
  wrong_number: 'Wrong number',
};

export const LANGUAGE_WORDS: Record<Language, string> = { en: 'English', es: 'Spanish' };

export const ROLE_WORDS: Record<Role, string> = {
  officer: 'Officer',
  supervisor: 'Supervisor',
  records: 'Records',
  administrator: 'Administrator',
};

export const OUTBOX_WORDS: Record<OutboxRow['state'], string> = {
  held: 'In its undo time',
  waiting: 'Waiting for the server',
  conflict: 'Changed meanwhile: needs you',
  refused: 'Refused: needs you',
};

const NUMBER = new Intl.NumberFormat('en-US');
const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** "1 report", "2 reports", "12,480 reports". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`;
}

export function money(cents: number): string {
  return DOLLARS.format(cents / 100);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** A telephone number as people read it aloud; what is not ten digits of North America stays as it was typed. */
export function phoneWords(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : phone;
}
