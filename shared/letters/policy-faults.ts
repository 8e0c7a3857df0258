import type { Act } from '../domain/act.ts';
import { type ByLanguage, eachLanguage, isFilled } from '../domain/by-language.ts';
import { LETTER_KINDS, type LetterKind, type LetterWording, type Policy } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import { type FieldDetail, type FieldError, plainFault } from '../field-error.ts';
import { LANGUAGES } from '../words/languages.ts';
import { draftLetter, isAsking, LATER, type Letter, letterFor, plainLetter, reminderLetter } from './letter.ts';
import type { LetterFacts } from './values.ts';
import { UnknownPlaceholder } from './wording.ts';

/**
 * Finds problems in a policy whose format is valid, each with its path. Otherwise they would surface only when a letter
 * is written or a time is displayed, and only to someone who can't fix them.
 */
export function policyFaults(policy: Policy): FieldError[] {
  return [
    ...(isZone(policy.agency.timeZone) ? [] : [plainFault('agency.timeZone', 'time_zone')]),
    ...blanks(policy),
    ...(['offenses', 'reasons', 'missingItems', 'sentences'] as const).flatMap((list) => twins(policy, list)),
    ...LETTER_KINDS.flatMap((kind) =>
      worded(policy.letters[kind]).flatMap(([language, wording]) => letterFaults(policy, kind, language, wording)),
    ),
    ...partFaults(policy),
    ...unknownReviewReasons(policy),
  ];
}

/** A reason under second review that the policy doesn't have would silently draw nothing. */
function unknownReviewReasons({ reasons, review }: Policy): FieldError[] {
  return review.reasons.flatMap((code, at) =>
    reasons.some((one) => one.code === code) ? [] : [plainFault(`review.reasons.${at}`, 'reason_missing')],
  );
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Checks wording that is sent to the records system or used when a language is missing; none of it may be empty. */
function blanks(policy: Policy): FieldError[] {
  const { agency, offenses, reasons, missingItems, sentences, letters, notice, useNotice, publicUseNotice } = policy;
  const text = (path: string, texts: ByLanguage<string>) =>
    [`${path}.${agency.language}`, texts[agency.language] ?? ''] as const;
  const named = [
    ['agency.name', agency.name] as const,
    ...offenses.flatMap(({ code, title, trap }, at) =>
      [[`offenses.${at}.code`, code] as const, text(`offenses.${at}.title`, title)].concat(
        trap === null ? [] : [text(`offenses.${at}.trap`, trap)],
      ),
    ),
    ...reasons.flatMap((reason, at) =>
      (['title', 'text', 'action', 'rule'] as const).map((part) => text(`reasons.${at}.${part}`, reason[part])),
    ),
    ...missingItems.flatMap(({ title, ask }, at) => [
      text(`missingItems.${at}.title`, title),
      text(`missingItems.${at}.ask`, ask),
    ]),
    ...sentences.flatMap((sentence, at) => [
      text(`sentences.${at}.title`, sentence.title),
      text(`sentences.${at}.text`, sentence.text),
    ]),
    ...LETTER_KINDS.filter((kind) => letters[kind][agency.language] === undefined).map(
      (kind) => [`letters.${kind}.${agency.language}`, ''] as const,
    ),
    text('notice.text', notice.text),
    text('useNotice', useNotice),
    text('publicUseNotice', publicUseNotice),
  ];
  return named.filter(([, text]) => text.trim() === '').map(([path]) => plainFault(path, 'required'));
}

function twins(policy: Policy, list: 'offenses' | 'reasons' | 'missingItems' | 'sentences'): FieldError[] {
  const codes = policy[list].map(({ code }) => code);
  return codes.flatMap((code, at) =>
    codes.indexOf(code) === at
      ? []
      : [{ path: `${list}.${at}.code`, detail: { code: 'twice', params: { value: code } } }],
  );
}

/** The wording in each language that has one. */
const worded = <T>(texts: ByLanguage<T>): [Language, T][] =>
  LANGUAGES.flatMap((one) => {
    const text = texts[one];
    return isFilled(text) ? [[one, text]] : [];
  });

/** Checks each part of a letter separately, so that each error has a path. */
function letterFaults(
  policy: Policy,
  kind: LetterKind,
  language: Language,
  { subject, paragraphs }: LetterWording,
): FieldError[] {
  const path = `letters.${kind}.${language}`;
  const parts = [
    ...faultsOf(policy, kind, language, subject, { links: false }).map((detail) => ({
      path: `${path}.subject`,
      detail,
    })),
    ...paragraphs.flatMap((text, at) =>
      faultsOf(policy, kind, language, text, { links: true }).map((detail) => ({
        path: `${path}.paragraphs.${at}`,
        detail,
      })),
    ),
  ];
  const needsLink = kind === 'confirm_address' || kind === 'resume_draft';
  return needsLink && !paragraphs.some((text) => text.includes('{link}'))
    ? [...parts, { path: `${path}.paragraphs`, detail: placeholder('placeholder_missing', 'link') }]
    : parts;
}

/**
 * Checks policy wording that is inserted into letters, such as reasons and requested items. It may use only the
 * placeholders that every letter has, so it is checked inside a kind of letter that adds no other placeholders and has
 * the same kind of link.
 */
function partFaults(policy: Policy): FieldError[] {
  const within = (kind: 'received' | 'closed_no_answer', path: string, texts: ByLanguage<string>) =>
    worded(texts).flatMap(([language, text]) =>
      faultsOf(policy, kind, language, text, { links: true }).map((detail) => ({
        path: `${path}.${language}`,
        detail,
      })),
    );
  return [
    ...policy.reasons.flatMap(({ text, action }, at) => [
      ...within('received', `reasons.${at}.text`, text),
      ...within('received', `reasons.${at}.action`, action),
    ]),
    ...policy.missingItems.flatMap(({ ask }, at) => within('closed_no_answer', `missingItems.${at}.ask`, ask)),
  ];
}

/** Renders a letter that contains only this text and checks what happens to its placeholders. */
function faultsOf(
  policy: Policy,
  kind: LetterKind,
  language: Language,
  text: string,
  { links }: { links: boolean },
): FieldDetail[] {
  const neutral = { subject: '', paragraphs: [text] };
  const [reason] = policy.reasons;
  const [item] = policy.missingItems;
  if (reason === undefined || item === undefined) return [];
  const plain = eachLanguage(() => '-');
  const only: Policy = {
    ...policy,
    letters: { ...policy.letters, [kind]: eachLanguage(() => neutral) },
    reasons: [{ ...reason, text: plain, action: plain }],
    missingItems: [{ ...item, ask: plain }],
  };
  let written: Letter;
  try {
    written = sample(only, kind, language);
  } catch (error) {
    if (error instanceof UnknownPlaceholder) return [placeholder('placeholder_unknown', error.placeholder)];
    throw error;
  }
  const has = (later: string) => written.text.includes(later);
  const faults: FieldDetail[] = [];
  if (kind !== 'approved' && has(LATER.caseNumber)) faults.push(placeholder('placeholder_not_here', 'case_number'));
  if (isAsking(kind) && has(LATER.newReport)) faults.push(placeholder('placeholder_not_here', 'new_report'));
  if (!links && (has(LATER.privateLink) || has(LATER.newReport))) faults.push({ code: 'link_in_subject', params: {} });
  return faults;
}

const placeholder = (code: 'placeholder_unknown' | 'placeholder_missing' | 'placeholder_not_here', name: string) =>
  ({ code, params: { placeholder: `{${name}}` } }) as const;

/** A sample letter of the given kind, created by the same functions as real ones. */
function sample(policy: Policy, kind: LetterKind, language: Language): Letter {
  const report: LetterFacts = { ...REPORT, facts: { ...REPORT.facts, who: { ...REPORT.facts.who, language } } };
  switch (kind) {
    case 'confirm_address':
    case 'resume_draft':
      return draftLetter(kind, language, 7, policy);
    case 'received':
    case 'closed_no_answer':
    case 'appeal_received':
    case 'withdrawn':
      return plainLetter(kind, report, policy);
    case 'reminder':
      return reminderLetter(report, asking(policy), 5, policy);
    case 'approved':
    case 'rejected':
    case 'follow_up':
    case 'missed_call':
    case 'correction':
    case 'appeal_upheld':
    case 'appeal_granted': {
      const letter = letterFor(report, actOf(kind, policy), policy);
      if (letter === null) throw new Error(`no act produces the letter ${kind}`);
      return letter;
    }
  }
}

type Asking = Extract<Act, { kind: 'follow_up' }>;
const asking = ({ missingItems }: Policy): Asking => ({
  kind: 'follow_up',
  missing: missingItems.slice(0, 1).map(({ code }) => code),
  note: NOTE,
});

function actOf(
  kind: Exclude<LetterKind, Parameters<typeof plainLetter>[0] | Parameters<typeof draftLetter>[0] | 'reminder'>,
  policy: Policy,
): Act {
  switch (kind) {
    case 'approved':
      return { kind: 'approve', offenseCode: policy.offenses[0]?.code ?? '', note: NOTE };
    case 'rejected': {
      const reasonCode = policy.reasons[0]?.code ?? '';
      const duplicateOf = REPORT.trackingNumber;
      return { kind: 'reject', reasonCode, duplicateOf, namesDuplicate: true, note: NOTE };
    }
    case 'follow_up':
      return asking(policy);
    case 'missed_call':
      return { kind: 'log_call', outcome: 'no_answer', note: NOTE };
    case 'correction':
      return { kind: 'return', cause: '-', note: NOTE };
    case 'appeal_upheld':
      return { kind: 'uphold_appeal', note: NOTE };
    case 'appeal_granted':
      return { kind: 'grant_appeal', note: NOTE };
  }
}

const NOTE = '-';

const REPORT: LetterFacts = {
  trackingNumber: 'T26-000001-0',
  kind: 'larceny',
  corrections: [],
  facts: {
    who: {
      givenName: '-',
      familyName: '-',
      birthDate: null,
      email: null,
      phone: null,
      address: null,
      language: 'en',
      preferredContact: 'letter',
      bestTime: null,
      actsFor: null,
    },
    items: [],
    fraud: null,
    when: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
    where: { address: '-', unit: null, city: '-', neighborhood: null, placeType: null, point: null },
    how: '-',
  },
};
