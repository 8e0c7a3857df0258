import type { Act, ActKind } from '#shared/domain/act.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { QueueColumn } from '#shared/domain/queue.ts';
import type { Language, Person, ReportKind, ReportState } from '#shared/domain/report.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { locale, t } from '../t.ts';

export const KIND_WORDS: Record<ReportKind, string> = {
  vandalism: t('Vandalism'),
  larceny: t('Larceny'),
  lost_property: t('Lost property'),
  fraud: t('Fraud'),
};

export const STATE_WORDS: Record<ReportState, string> = {
  draft: t('Draft'),
  unconfirmed: t('Address not confirmed'),
  submitted: t('New'),
  awaiting_citizen: t('With the person'),
  resubmitted: t('Answered'),
  approved: t('Approved'),
  rejected: t('Rejected'),
  escalated: t('Escalated'),
  returned: t('Returned'),
  appealed: t('Appealed'),
  withdrawn: t('Withdrawn'),
  closed_no_answer: t('Closed, no answer'),
};

export const COLUMN_WORDS: Record<QueueColumn, string> = {
  trackingNumber: t('Tracking number|column'),
  receivedAt: t('Received'),
  waiting: t('Waiting'),
  kind: t('Kind'),
  offense: t('Offense'),
  location: t('Location'),
  person: t('Person'),
  state: t('State'),
  hints: t('Hints'),
  repeats: t('Repeats'),
};

/** What each act is called on its button. */
export const ACT_VERBS: Record<ActKind, string> = {
  approve: t('Approve'),
  reject: t('Reject'),
  follow_up: t('Follow up'),
  log_call: t('Log a call'),
  escalate: t('Escalate'),
  assign: t('Hand over'),
  note: t('Add a note'),
  correct: t('Correct'),
  return: t('Take back'),
  uphold_appeal: t('Uphold'),
  grant_appeal: t('Grant the appeal'),
};

/** What each act is called once it was done. */
export const ACT_DONE: Record<ActKind, string> = {
  approve: t('Approved'),
  reject: t('Rejected'),
  follow_up: t('Followed up on'),
  log_call: t('Logged a call for'),
  escalate: t('Escalated'),
  assign: t('Handed over'),
  note: t('Added a note to'),
  correct: t('Corrected'),
  return: t('Took back the decision on'),
  uphold_appeal: t('Upheld the decision on'),
  grant_appeal: t('Granted the appeal for'),
};

/** What each act is called in a list of decisions. */
export const ACT_NOUNS: Record<ActKind, string> = {
  approve: t('Approved'),
  reject: t('Rejected'),
  follow_up: t('Follow-up'),
  log_call: t('Call'),
  escalate: t('Escalated'),
  assign: t('Handed over'),
  note: t('Note'),
  correct: t('Correction'),
  return: t('Taken back'),
  uphold_appeal: t('Appeal refused'),
  grant_appeal: t('Appeal granted'),
};

export const CALL_WORDS: Record<Extract<Act, { kind: 'log_call' }>['outcome'], string> = {
  reached: t('Reached the person'),
  no_answer: t('No answer'),
  left_message: t('Left a message'),
  wrong_number: t('Wrong number'),
};

export const LANGUAGE_WORDS: Record<Language, string> = { en: t('English'), es: t('Spanish') };

export const CONTACT_WORDS: Record<Person['preferredContact'], string> = {
  email: t('by e-mail'),
  phone: t('by phone'),
  letter: t('by letter'),
};

export const ROLE_WORDS: Record<Role, string> = {
  officer: t('Officer'),
  supervisor: t('Supervisor'),
  records: t('Records'),
  administrator: t('Administrator'),
};

export const OUTBOX_WORDS: Record<OutboxRow['state'], string> = {
  held: t('In its undo time'),
  waiting: t('Waiting for the server'),
  conflict: t('Changed meanwhile: needs you'),
  refused: t('Refused: needs you'),
};

const DOLLARS = new Intl.NumberFormat(locale(), { style: 'currency', currency: 'USD' });

export function money(cents: number): string {
  return DOLLARS.format(cents / 100);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return t('{n} bytes', { n: bytes });
  if (bytes < 1024 * 1024) return t('{n} kB', { n: Math.round(bytes / 1024) });
  return t('{n} MB', { n: (bytes / (1024 * 1024)).toFixed(1) });
}

/** A telephone number as people read it aloud; what is not ten digits of North America stays as it was typed. */
export function phoneWords(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : phone;
}
