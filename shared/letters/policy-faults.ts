import type { Act } from '../domain/act.ts';
import { LETTER_KINDS, type LetterKind, type Policy } from '../domain/policy.ts';
import type { PolicyText } from '../domain/policy-text.ts';
import { LANGUAGES, type Language } from '../domain/report.ts';
import type { FieldError } from '../errors.ts';
import { draftLetter, isAsking, LATER, type Letter, letterFor, plainLetter, reminderLetter } from './letter.ts';
import type { LetterFacts } from './values.ts';

/**
 * What is wrong with a policy although it has the right form, each with its place: what would only show when a letter is
 * written, or a time is told, to somebody who can do nothing about it.
 */
export function policyFaults(policy: Policy): FieldError[] {
  return [
    ...(isZone(policy.agency.timeZone) ? [] : [{ path: 'agency.timeZone', message: 'is no time zone' }]),
    ...blanks(policy),
    ...(['offenses', 'reasons', 'missingItems', 'sentences'] as const).flatMap((list) => twins(policy, list)),
    ...LETTER_KINDS.flatMap((kind) => LANGUAGES.flatMap((language) => letterFaults(policy, kind, language))),
    ...partFaults(policy),
  ];
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What the records system is told, and what serves where a language is missing: neither may be empty. */
function blanks({ agency, offenses, reasons, missingItems, sentences, useNotice }: Policy): FieldError[] {
  const text = (path: string, texts: PolicyText) =>
    [`${path}.${agency.language}`, texts[agency.language] ?? ''] as const;
  const named = [
    ['agency.name', agency.name] as const,
    ...offenses.flatMap(({ code, title, trap }, at) => [
      [`offenses.${at}.code`, code] as const,
      text(`offenses.${at}.title`, title),
      ...(trap === null ? [] : [text(`offenses.${at}.trap`, trap)]),
    ]),
    ...reasons.flatMap(({ title, rule }, at) => [text(`reasons.${at}.title`, title), text(`reasons.${at}.rule`, rule)]),
    ...missingItems.map(({ title }, at) => text(`missingItems.${at}.title`, title)),
    ...sentences.map(({ title }, at) => text(`sentences.${at}.title`, title)),
    text('useNotice', useNotice),
  ];
  return named.filter(([, text]) => text.trim() === '').map(([path]) => ({ path, message: 'must be filled in' }));
}

function twins(policy: Policy, list: 'offenses' | 'reasons' | 'missingItems' | 'sentences'): FieldError[] {
  const codes = policy[list].map(({ code }) => code);
  return codes.flatMap((code, at) =>
    codes.indexOf(code) === at ? [] : [{ path: `${list}.${at}.code`, message: `${code} is there twice` }],
  );
}

/** The parts of a letter one by one, so that a fault has its place. */
function letterFaults(policy: Policy, kind: LetterKind, language: Language): FieldError[] {
  const { subject, paragraphs } = policy.letters[kind][language];
  const path = `letters.${kind}.${language}`;
  const parts = [
    ...faultsOf(policy, kind, language, subject, { links: false }).map((message) => ({
      path: `${path}.subject`,
      message,
    })),
    ...paragraphs.flatMap((text, at) =>
      faultsOf(policy, kind, language, text, { links: true }).map((message) => ({
        path: `${path}.paragraphs.${at}`,
        message,
      })),
    ),
  ];
  const needsLink = kind === 'confirm_address' || kind === 'resume_draft';
  return needsLink && !paragraphs.some((text) => text.includes('{link}'))
    ? [...parts, { path: `${path}.paragraphs`, message: 'must name {link}, without which nobody can go on' }]
    : parts;
}

/**
 * Sentences of reasons and of what is asked for stand inside of letters, and name what every letter can: so they are looked
 * at in one that has nothing of its own, and leads where theirs does.
 */
function partFaults(policy: Policy): FieldError[] {
  const within = (kind: 'received' | 'closed_no_answer', path: string, text: Record<Language, string>) =>
    LANGUAGES.flatMap((language) =>
      faultsOf(policy, kind, language, text[language], { links: true }).map((message) => ({
        path: `${path}.${language}`,
        message,
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

/** Writes a letter that says nothing but one text, and looks at what became of its places. */
function faultsOf(
  policy: Policy,
  kind: LetterKind,
  language: Language,
  text: string,
  { links }: { links: boolean },
): string[] {
  const neutral = { subject: '', paragraphs: [text] };
  const [reason] = policy.reasons;
  const [item] = policy.missingItems;
  if (reason === undefined || item === undefined) return [];
  const plain = { en: '-', es: '-' };
  const only: Policy = {
    ...policy,
    letters: { ...policy.letters, [kind]: { en: neutral, es: neutral } },
    reasons: [{ ...reason, text: plain, action: plain }],
    missingItems: [{ ...item, ask: plain }],
  };
  let written: Letter;
  try {
    written = sample(only, kind, language);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const has = (later: string) => written.text.includes(later);
  const faults: string[] = [];
  if (kind !== 'approved' && has(LATER.caseNumber)) faults.push('names {case_number}, which only an approval has');
  if (isAsking(kind) && has(LATER.newReport)) faults.push('names {new_report}, to which this letter does not lead');
  if (!links && (has(LATER.privateLink) || has(LATER.newReport)))
    faults.push('names a link, which no subject can have');
  return faults;
}

/** A letter of each kind, written by the very functions that write the real ones. */
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
      if (letter === null) throw new Error(`no act writes the letter ${kind}`);
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
