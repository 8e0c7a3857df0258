import { LETTER_KINDS, type LetterKind } from '#shared/domain/policy.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';

export const LETTER_NAMES: Readonly<Record<LetterKind, string>> = {
  confirm_address: t('policy.letterKind.confirm_address'),
  resume_draft: t('policy.letterKind.resume_draft'),
  received: t('policy.letterKind.received'),
  approved: t('policy.letterKind.approved'),
  rejected: t('policy.letterKind.rejected'),
  follow_up: t('policy.letterKind.follow_up'),
  missed_call: t('policy.letterKind.missed_call'),
  reminder: t('policy.letterKind.reminder'),
  closed_no_answer: t('policy.letterKind.closed_no_answer'),
  correction: t('policy.letterKind.correction'),
  appeal_received: t('policy.letterKind.appeal_received'),
  appeal_upheld: t('policy.letterKind.appeal_upheld'),
  appeal_granted: t('policy.letterKind.appeal_granted'),
  withdrawn: t('policy.letterKind.withdrawn'),
};

/**
 * Says where a change is: `reasons.duplicate.text.en` is "Reasons › Submitted more than once › What the letter says ›
 * English". What has no words here is shown as it is in the file.
 */
export function pathWords(path: string, titles: PolicyTitles, entry?: string): string {
  const [part = '', ...rest] = path.split('.');
  return [part, ...rest]
    .map((key, at) =>
      at === 1 ? (entry ?? entryWords(part, key, titles) ?? keyWords(part, key)) : keyWords(part, key),
    )
    .join(' › ');
}

function entryWords(part: string, code: string, titles: PolicyTitles): string | null {
  if (/^\d+$/.test(code)) return null;
  switch (part) {
    case 'letters': {
      const kind = LETTER_KINDS.find((one) => one === code);
      return kind === undefined ? null : LETTER_NAMES[kind];
    }
    case 'reasons':
      return named(code, titles.reason(code), t('names.reasonNotOnList'));
    case 'offenses':
      return named(code, titles.offense(code), t('names.offenseNotOnList'));
    case 'missingItems':
      return named(code, titles.missing([code]).join(''), t('names.itemNotOnList'));
    default:
      return null;
  }
}

/** New entries, and all of them for administrators, who have no policy at their desk, are named by their code. */
const named = (code: string, title: string, none: string): string => (title === none ? code : title);

function keyWords(part: string, key: string): string {
  // A place in a list, counted as people do.
  if (/^\d+$/.test(key)) return String(Number(key) + 1);
  const language = LANGUAGES.find((one) => one === key);
  if (language !== undefined) return LANGUAGE_WORDS[language];
  // In a reason, "text" is what its letter says; elsewhere it is simply the text.
  if (part === 'screening' && key === 'ask') return t('policy.question');
  if (part === 'reasons' && key === 'text') return t('policy.textToPerson');
  return KEY_WORDS[key] ?? key;
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  letters: t('policy.letters'),
  reasons: t('policy.reasons'),
  offenses: t('policy.offenses'),
  missingItems: t('policy.missingItems'),
  sentences: t('policy.sentences'),
  screening: t('policy.screening'),
  mustAccept: t('policy.mustAccept'),
  limits: t('policy.limits'),
  times: t('policy.times'),
  holidays: t('policy.holidays'),
  agency: t('policy.agency'),
  notice: t('policy.notice'),
  useNotice: t('policy.useNotice'),
  publicUseNotice: t('policy.publicUseNotice'),
  otherPolice: t('policy.otherPolice'),
  retention: t('policy.retention'),
  caseNumbers: t('policy.caseNumbers'),
  pattern: t('policy.caseNumberPattern'),
  review: t('policy.secondReview'),
  sharePercent: t('policy.sharePercent'),
  newOfficerDays: t('policy.newOfficerDays'),
  newOfficerSharePercent: t('policy.newOfficerSharePercent'),
  code: t('policy.code'),
  kind: t('policy.kind'),
  kinds: t('policy.kinds'),
  states: t('policy.outcomes'),
  days: t('policy.keptDays'),
  nibrs: t('policy.nibrs'),
  hints: t('policy.flags'),
  acts: t('policy.offeredWith'),
  version: t('policy.noticeVersion'),
  town: t('policy.town'),
  name: t('common.name'),
  city: t('common.city'),
  phone: t('policy.phone'),
  subject: t('policy.subject'),
  paragraphs: t('policy.paragraphs'),
  title: t('policy.title'),
  action: t('policy.action'),
  rule: t('policy.rule'),
  trap: t('policy.trap'),
  ask: t('policy.ask'),
  text: t('policy.text'),
  instead: t('policy.instead'),
  turn: t('policy.turn'),
  why: t('policy.whyAsked'),
  onlyAfterFollowUp: t('policy.onlyAfterFollowUp'),
  needsDuplicateOf: t('policy.needsDuplicateOf'),
  byFile: t('policy.byFile'),
  residentsOnly: t('policy.residentsOnly'),
  promiseDays: t('policy.promiseDays'),
  replyDays: t('policy.replyDays'),
  countIn: t('policy.countIn'),
  reminderDays: t('policy.reminderDays'),
  hour: t('policy.hour'),
  reopenDays: t('policy.reopenDays'),
  courtesyDays: t('policy.courtesyDays'),
  courtesyListDays: t('policy.courtesyListDays'),
  claimMinutes: t('policy.claimMinutes'),
  draftDays: t('policy.draftDays'),
  confirmDays: t('policy.confirmDays'),
  holdSeconds: t('policy.holdSeconds'),
  minimumAge: t('policy.minimumAge'),
  lockMinutes: t('policy.lockMinutes'),
  cacheDays: t('policy.cacheDays'),
  valueCeilingCents: t('policy.valueCeilingCents'),
  narrativeCharacters: t('policy.narrativeCharacters'),
  confirmEmail: t('policy.confirmEmail'),
  fraudPlace: t('policy.fraudPlace'),
  reviewPhone: t('policy.reviewPhone'),
  dispatchPhone: t('policy.dispatchPhone'),
};
