import type { Act, ActKind } from '#shared/domain/act.ts';
import { eachLanguage } from '#shared/domain/by-language.ts';
import type { COURTESY_OUTCOMES } from '#shared/domain/history-event.ts';
import type { Role } from '#shared/domain/officer.ts';
import type { Language, ReportKind, ReportState } from '#shared/domain/report.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { languageName } from '#shared/words/languages.ts';
import { language, locale, t } from '../t.ts';

export const KIND_WORDS: Record<ReportKind, string> = {
  vandalism: t('kinds.vandalism'),
  larceny: t('kinds.larceny'),
  lost_property: t('kinds.lost_property'),
  fraud: t('kinds.fraud'),
};

export const STATE_WORDS: Record<ReportState, string> = {
  draft: t('names.draft'),
  unconfirmed: t('names.eMailNotConfirmed'),
  submitted: t('names.new'),
  awaiting_citizen: t('names.waitingOnReporter'),
  resubmitted: t('names.reporterReplied'),
  approved: t('names.approved'),
  rejected: t('names.rejected'),
  escalated: t('names.escalated'),
  returned: t('names.reopened'),
  appealed: t('names.appealed'),
  withdrawn: t('names.withdrawn'),
  closed_no_answer: t('names.closedNoReply'),
};

/** Button label of each act. */
export const ACT_VERBS: Record<ActKind, string> = {
  approve: t('common.approve'),
  reject: t('common.reject'),
  follow_up: t('ui.followUp'),
  log_call: t('common.logACall'),
  message: t('common.writeAMessage'),
  escalate: t('common.escalate'),
  assign: t('common.assign'),
  note: t('names.addNote'),
  correct: t('common.correct'),
  return: t('common.reopen'),
  uphold_appeal: t('names.keepTheDecision'),
  grant_appeal: t('names.setItAsideAndReadAgain'),
};

/** Past-tense name of each act. */
export const ACT_DONE: Record<ActKind, string> = {
  approve: t('names.approved'),
  reject: t('names.rejected'),
  follow_up: t('names.followedUpOn'),
  log_call: t('names.loggedACallFor'),
  message: t('names.wroteToTheReporterOf'),
  escalate: t('names.escalated'),
  assign: t('names.assigned'),
  note: t('names.addedANoteTo'),
  correct: t('names.corrected'),
  return: t('names.reopened2'),
  uphold_appeal: t('names.keptTheDecisionOn'),
  grant_appeal: t('names.setAsideTheDecisionOn'),
};

/** Name of each act in a list of decisions. */
export const ACT_NOUNS: Record<ActKind, string> = {
  approve: t('names.approved'),
  reject: t('names.rejected'),
  follow_up: t('names.followUp'),
  log_call: t('names.call'),
  message: t('names.message'),
  escalate: t('names.escalated'),
  assign: t('names.assigned'),
  note: t('common.note'),
  correct: t('names.correction'),
  return: t('names.reopened3'),
  uphold_appeal: t('names.appealDecisionKept'),
  grant_appeal: t('names.appealDecisionSetAside'),
};

export const CALL_WORDS: Record<Extract<Act, { kind: 'log_call' }>['outcome'], string> = {
  reached: t('names.reachedReporter'),
  no_answer: t('names.noAnswer'),
  left_message: t('common.leftAMessage'),
  wrong_number: t('names.wrongNumber'),
};

/** Outcomes of a courtesy contact. */
export const COURTESY_WORDS: Record<(typeof COURTESY_OUTCOMES)[number], string> = {
  reached: t('trays.spokeWithReporter'),
  left_message: t('common.leftAMessage'),
  wrote: t('trays.wroteToReporter'),
  not_reached: t('trays.notReached'),
};

export const LANGUAGE_WORDS: Record<Language, string> = eachLanguage((one) => languageName(one, language()));

export const ROLE_WORDS: Record<Role, string> = {
  officer: t('common.officer'),
  supervisor: t('names.supervisor'),
  records: t('names.records'),
  administrator: t('names.administrator'),
};

export const OUTBOX_WORDS: Record<OutboxRow['state'], string> = {
  held: t('names.canUndo'),
  waiting: t('names.waitingForServer'),
  conflict: t('names.reportChangedNeedsAttention'),
  refused: t('names.notAcceptedNeedsAttention'),
};

const DOLLARS = new Intl.NumberFormat(locale(), { style: 'currency', currency: 'USD' });

export function money(cents: number): string {
  return DOLLARS.format(cents / 100);
}

const WHOLE_DOLLARS = new Intl.NumberFormat(locale(), { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

/** An amount without cents, for lists. */
export const wholeMoney = (cents: number): string => WHOLE_DOLLARS.format(cents / 100);

export function fileSize(bytes: number): string {
  if (bytes < 1024) return t('ui.nBytes', { n: bytes });
  if (bytes < 1024 * 1024) return t('names.nKb', { n: Math.round(bytes / 1024) });
  return t('names.nMb', { n: (bytes / (1024 * 1024)).toFixed(1) });
}

/** Formats a ten-digit North American phone number in groups; any other number is returned as typed. */
export function phoneWords(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : phone;
}
