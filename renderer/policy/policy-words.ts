import { LETTER_KINDS, type LetterKind } from '#shared/domain/policy.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { t } from '../t.ts';
import { LANGUAGE_WORDS } from '../wording/words.ts';
import { KEY_WORDS } from './key-words.ts';

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
  added: t('policy.letterKind.added'),
  message: t('policy.letterKind.message'),
  late: t('policy.letterKind.late'),
  link_again: t('policy.letterKind.link_again'),
  appeal_received: t('policy.letterKind.appeal_received'),
  appeal_upheld: t('policy.letterKind.appeal_upheld'),
  appeal_granted: t('policy.letterKind.appeal_granted'),
  withdrawn: t('policy.letterKind.withdrawn'),
};

/**
 * Describes where a change is: `reasons.duplicate.text.en` is "Reasons › Submitted more than once › What the letter
 * says › English". Parts without a label are shown as in the file.
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

/** Returns the title, or the code if the title is unknown, as for a new entry. */
const named = (code: string, title: string, none: string): string => (title === none ? code : title);

function keyWords(part: string, key: string): string {
  // A list index, counted from 1.
  if (/^\d+$/.test(key)) return String(Number(key) + 1);
  const language = LANGUAGES.find((one) => one === key);
  if (language !== undefined) return LANGUAGE_WORDS[language];
  // Each of these two keys has a special label in one part of the policy.
  if (part === 'screening' && key === 'ask') return t('policy.question');
  if (part === 'reasons' && key === 'text') return t('policy.textToPerson');
  return KEY_WORDS[key] ?? key;
}
