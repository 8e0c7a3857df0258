import type { LetterKind, LetterWording } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import type { FieldDetail, FieldError } from '../field-error.ts';
import { SPAM } from './text-faults.ts';

/**
 * Placeholders that may have no value. If one has none, `fill` omits its whole paragraph, so a required placeholder
 * must not be in the same paragraph.
 */
const OFTEN_EMPTY: readonly string[] = [
  'note',
  'duplicate_of',
  'covered_report',
  'void_case',
  'right_title',
  'unapproved_report',
  'closed_report',
  'incomplete_report',
  'believed_report',
  'appealable_report',
  'notices',
  'access_code',
  'email',
  'phone',
];

/**
 * The placeholders that a letter of each kind must contain. The agency chooses the rest of the wording. The rules come
 * from docs/process.md and docs/supervisors.md. Every letter must include a number to call, for people who can't use a
 * link.
 */
export const REQUIRED_PLACEHOLDERS: Readonly<Record<LetterKind, readonly string[]>> = {
  confirm_address: ['link', 'days', 'review_phone'],
  resume_draft: ['link', 'days', 'review_phone'],
  received: ['tracking', 'link', 'review_phone'],
  // Insurers and banks ask for the case number; the link opens the page with the copy of the report.
  approved: ['case_number', 'link', 'review_phone'],
  // The letter must say why the report was rejected, what to do now, that someone else can look at it again, and where.
  rejected: ['reason', 'action', 'appealable_report', 'link', 'review_phone'],
  follow_up: ['items', 'link', 'reply_days', 'review_phone'],
  missed_call: ['tracking', 'review_phone'],
  reminder: ['items', 'link', 'days_left', 'review_phone'],
  closed_no_answer: ['link', 'reopen_days', 'review_phone'],
  correction: ['tracking', 'review_phone'],
  appeal_received: ['tracking', 'review_phone'],
  // `note` is the supervisor's reason; the act can't be sent without one.
  appeal_upheld: ['note', 'review_phone'],
  appeal_granted: ['tracking', 'review_phone'],
  withdrawn: ['tracking', 'review_phone'],
  added: ['tracking', 'review_phone'],
  message: ['tracking', 'link', 'review_phone'],
  late: ['tracking', 'review_phone'],
  link_again: ['tracking', 'link', 'review_phone'],
};

/** Letters that exist only as e-mail; all others are printed for people who have no e-mail address. */
const ALWAYS_MAILED: readonly LetterKind[] = ['confirm_address', 'resume_draft', 'link_again'];

/**
 * Finds required placeholders that a letter lacks, and other faults of a letter as a whole. `policyFaults` checks
 * whether each placeholder exists.
 */
export function letterRuleFaults(
  letter: LetterKind,
  language: Language,
  { subject, paragraphs }: LetterWording,
): FieldError[] {
  const path = `letters.${letter}.${language}`;
  const faults: FieldError[] = REQUIRED_PLACEHOLDERS[letter]
    .filter((name) => !paragraphs.some((text) => isAlwaysIn(name, text)))
    .map((name) => ({
      path: `${path}.paragraphs`,
      detail: { code: 'letter_lacks', params: { letter, language, name, placeholder: `{${name}}` } },
    }));
  for (const name of placeholdersIn(subject)) {
    if (OFTEN_EMPTY.includes(name)) faults.push({ path: `${path}.subject`, detail: of('placeholder_not_here', name) });
  }
  paragraphs.forEach((text, at) => {
    if (SPAM.test(text) && !ALWAYS_MAILED.includes(letter) && !placeholdersIn(text).includes('email'))
      faults.push({ path: `${path}.paragraphs.${at}`, detail: of('spam_without_email', 'email') });
  });
  return faults;
}

/** Finds braces that remain when all complete placeholders are removed, such as in `{case_number`. */
export function brokenPlaceholder(text: string): FieldDetail | null {
  const rest = text.replace(/\{\w+\}/g, '');
  const at = rest.search(/[{}]/);
  return at < 0 ? null : { code: 'placeholder_broken', params: { placeholder: rest.slice(at, at + 20) } };
}

export const placeholdersIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Whether a paragraph has the placeholder and is in every letter of its kind. */
function isAlwaysIn(name: string, paragraph: string): boolean {
  const names = placeholdersIn(paragraph);
  return names.includes(name) && !names.some((one) => one !== name && OFTEN_EMPTY.includes(one));
}

const of = (code: 'placeholder_not_here' | 'spam_without_email', name: string): FieldDetail => ({
  code,
  params: { placeholder: `{${name}}` },
});
