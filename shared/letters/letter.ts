import type { Act } from '../domain/act.ts';
import { mayAppeal } from '../domain/appeals.ts';
import { type ByLanguage, inLanguage } from '../domain/by-language.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { LetterKind, Notice, Policy } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import { LETTER_WORDS } from '../words/languages.ts';
import { lastAsked, noticesFor, titleOnForm } from './blocks.ts';
import { callNumber, mailAddress } from './mail-address.ts';
import { isAllReady, noteInEnglish } from './sentences.ts';
import { agencyValues, type LetterFacts, plainValues } from './values.ts';
import { fill, toHtml, toText } from './wording.ts';

/** A letter as the person receives it. `text` and `html` have the same content. */
export type Letter = { kind: LetterKind; language: Language; subject: string; text: string; html: string };

/**
 * Placeholders that only the server can fill, when it carries out the decision. Previews leave them unfilled. A
 * letter's hash is always computed with them unfilled, so that workstation and server can compare it.
 */
export const LATER = {
  caseNumber: '[case number]',
  privateLink: '[private link]',
  newReport: '[link to a new report]',
  accessCode: '[access code]',
} as const;

/** Letters whose link lets the person answer a question; all others link to the report's own page. */
export const isAsking = (kind: string): boolean => ASKING.some((one) => one === kind);
const ASKING: readonly LetterKind[] = ['follow_up', 'reminder', 'closed_no_answer'];

/**
 * The letter that an act sends, or null when it sends none (for example, a call in which the person was reached). Pure
 * function: the same report, act and policy give the same letter on the workstation and on the server.
 */
export function letterFor(report: LetterFacts, act: Act, policy: Policy): Letter | null {
  switch (act.kind) {
    case 'approve': {
      const offense = policy.offenses.find((one) => one.code === act.offenseCode);
      return compose('approved', report, policy, act.note, (lang) => ({
        offense: offense === undefined ? '' : inLanguage(offense.title, policy),
        notices: textsOf(
          noticesFor('approved', { ...report, offenseCode: act.offenseCode }, policy),
          report,
          policy,
          lang,
        ),
      }));
    }
    case 'reject': {
      const reason = policy.reasons.find((one) => one.code === act.reasonCode);
      const right = policy.offenses.find((one) => one.code === act.rightOffense);
      const number = report.trackingNumber;
      const isClosed = reason?.closed === true;
      const asked = reason?.onlyAfterFollowUp === true ? lastAsked(report.history) : null;
      const parts = (lang: Language) => ({
        outcome: LETTER_WORDS[lang][isClosed ? 'letters.closed' : 'letters.notApproved'],
        unapproved_report: isClosed ? '' : number,
        closed_report: isClosed ? number : '',
        notices: textsOf(
          noticesFor('rejected', { ...report, reasonCode: act.reasonCode }, policy),
          report,
          policy,
          lang,
        ),
        ...askedAgain(report, asked, policy, lang),
        reason: phrase(reason?.text, report, policy, lang),
        action: phrase(reason?.action, report, policy, lang),
        duplicate_of: (act.namesDuplicate === true && act.duplicateOf) || '',
        // Unless both are certainly from one person, the letter must not say that this person sent the other one.
        covered_report: act.duplicateOf !== null && act.namesDuplicate !== true ? report.trackingNumber : '',
        void_case: report.caseNumber ?? '',
        // Under a title of its own kind, the report could be approved, so nobody would need a new one.
        right_title: right === undefined || right.kind === report.kind ? '' : titleOnForm(right, policy, lang),
        believed_report: reason?.believed === false ? '' : number,
        // The letter offers an appeal exactly when the report's page does.
        appealable_report: mayAppeal({ state: 'rejected', history: report.history }) ? number : '',
      });
      return compose('rejected', report, policy, act.note, parts, asked?.question);
    }
    case 'follow_up':
      return compose(
        'follow_up',
        report,
        policy,
        act.note,
        (lang) => ({ items: itemsOf(report, act, policy, lang) }),
        act.question,
      );
    case 'log_call':
      return act.outcome === 'no_answer' || act.outcome === 'left_message'
        ? compose('missed_call', report, policy)
        : null;
    case 'message':
      // E-mail never includes the message. Other letters do, because the reporter may have no other way to read it.
      return compose('message', report, policy, mailAddress(knownFacts(report).who) === null ? act.note : '');
    case 'return':
      return act.withoutLetter === true ? null : compose('correction', report, policy, act.note);
    case 'uphold_appeal':
      return compose('appeal_upheld', report, policy, act.note);
    case 'grant_appeal':
      return compose('appeal_granted', report, policy, act.note);
    case 'escalate':
    case 'assign':
    case 'note':
    case 'correct':
      return null;
  }
}

/** Letters that don't result from an officer's act: they are triggered by a schedule or by the person. */
export type PlainLetterKind = Extract<
  LetterKind,
  'received' | 'closed_no_answer' | 'appeal_received' | 'withdrawn' | 'added' | 'late' | 'link_again'
>;

export function plainLetter(kind: PlainLetterKind, report: LetterFacts, policy: Policy): Letter {
  switch (kind) {
    case 'received':
      return compose(kind, report, policy, null, (lang) => ({
        notices: textsOf(noticesFor(kind, report, policy), report, policy, lang),
      }));
    case 'closed_no_answer': {
      const asked = lastAsked(report.history);
      return compose(kind, report, policy, null, (lang) => askedAgain(report, asked, policy, lang), asked?.question);
    }
    case 'appeal_received':
    case 'withdrawn':
    case 'added':
    case 'late':
    case 'link_again':
      return compose(kind, report, policy);
  }
}

/** A reminder of an unanswered follow-up that lists the same items; `daysLeft` is how many days remain to answer. */
export function reminderLetter(
  report: LetterFacts,
  asked: Extract<Act, { kind: 'follow_up' }>,
  daysLeft: number,
  policy: Policy,
): Letter {
  return compose(
    'reminder',
    report,
    policy,
    asked.note,
    (lang) => ({
      items: itemsOf(report, asked, policy, lang),
      days_left: String(daysLeft),
      link_days: String(daysLeft + policy.times.lateAnswerDays),
    }),
    asked.question,
  );
}

/** The letter that confirms receipt of a report. */
export function receivedLetter(report: Omit<LetterFacts, 'corrections' | 'history'>, policy: Policy): Letter {
  return plainLetter('received', { ...report, corrections: [], history: [] }, policy);
}

/** A letter about a draft. A draft isn't a report yet, so the letter includes neither a tracking number nor a name. */
export function draftLetter(
  kind: 'confirm_address' | 'resume_draft',
  language: Language,
  days: number,
  policy: Policy,
): Letter {
  const values = { ...agencyValues(policy), days: String(days), link: LATER.privateLink };
  return written(kind, language, policy, () => values);
}

/** The access code that opens the same page as a private link, in the form in which letters print it. */
export const codeOf = (privateLink: string | null | undefined): string | undefined =>
  /\/(?:status|reply)\/(.+)$/.exec(privateLink ?? '')?.[1]?.replace(/(.{4})(?=.)/g, '$1 ');

/**
 * The link to start a new report. If `privateLink` has the old report's key, the form is filled in from that report;
 * otherwise, the form is empty.
 */
const newReportOf = (privateLink: string | undefined): string | undefined =>
  privateLink?.replace('/status/', '/again/').replace(/\/status$/, '/');

/**
 * Fills in the letter placeholders that only the server has values for.
 * @param known.accessCode defaults to the key in the private link.
 */
export function completeLetter(
  letter: Letter,
  known: { caseNumber?: string; privateLink?: string; accessCode?: string | undefined },
): Letter {
  const put = (text: string) =>
    text
      .replaceAll(LATER.caseNumber, () => known.caseNumber ?? LATER.caseNumber)
      .replaceAll(LATER.privateLink, () => known.privateLink ?? LATER.privateLink)
      .replaceAll(LATER.accessCode, () => known.accessCode ?? codeOf(known.privateLink) ?? LATER.accessCode)
      .replaceAll(LATER.newReport, () => newReportOf(known.privateLink) ?? LATER.newReport);
  return { ...letter, subject: put(letter.subject), text: put(letter.text), html: put(letter.html) };
}

/**
 * Whether the letter contains a private link to the report's page, or a link to a new report that is derived from it.
 */
export function hasLink({ text }: Letter): boolean {
  return text.includes(LATER.privateLink) || text.includes(LATER.newReport);
}

/** The input to a letter's SHA-256: its kind and language, and its full content (subject, text and HTML). */
export function letterDigestInput(letter: Letter): string {
  return JSON.stringify([letter.kind, letter.language, letter.subject, letter.text, letter.html]);
}

/** Lists what a follow-up asks for, in one language; the officer's own question stays as typed. */
function itemsOf(
  report: LetterFacts,
  { missing, question = '' }: { missing: readonly string[]; question?: string | undefined },
  policy: Policy,
  lang: Language,
) {
  const asks = missing.map((code) =>
    phrase(policy.missingItems.find((one) => one.code === code)?.ask, report, policy, lang),
  );
  return [...asks, question].filter((text) => text !== '');
}

/** What a report still lacks: the items that its last follow-up asked for, and the report's number if there are any. */
function askedAgain(report: LetterFacts, asked: ReturnType<typeof lastAsked>, policy: Policy, lang: Language) {
  const items = asked === null ? [] : itemsOf(report, asked, policy, lang);
  return { items, incomplete_report: items.length === 0 ? '' : report.trackingNumber };
}

/** The texts of notices, in one language. */
const textsOf = (notices: readonly Notice[], report: LetterFacts, policy: Policy, lang: Language): string[] =>
  notices.map(({ text }) => phrase(text, report, policy, lang)).filter((text) => text !== '');

/** Policy text used inside a letter. It may contain the placeholders that every letter has. */
function phrase(texts: ByLanguage<string> | undefined, report: LetterFacts, policy: Policy, lang: Language): string {
  if (texts === undefined) return '';
  return fill([inLanguage(texts, policy, lang)], commonValues(report, policy))
    .flat()
    .join(' ');
}

function commonValues(report: LetterFacts, policy: Policy): Record<string, string> {
  return {
    ...plainValues(report, policy),
    case_number: LATER.caseNumber,
    link: LATER.privateLink,
    new_report: LATER.newReport,
  };
}

type Special = (lang: Language) => Record<string, string | string[]>;

/**
 * Composes a letter in the person's language. An officer's note is not translated, so an English version of the whole
 * letter follows, to help anyone who explains the note to the person. There is no English version when the note
 * consists only of saved replies.
 * @param note null when the letter has none.
 * @param question other text in the letter that an officer typed.
 */
function compose(
  kind: LetterKind,
  report: LetterFacts,
  policy: Policy,
  note: string | null = null,
  special: Special = () => ({}),
  question?: string,
): Letter {
  const { who } = knownFacts(report);
  const { language } = who;
  // For printed letters, the e-mail address is empty, so that paragraphs about e-mail are left out. Only printed
  // letters have the access code.
  const email = mailAddress(who) ?? '';
  // The phone number is empty for a person who must not be called.
  const phone = callNumber(who) ?? '';
  const common = { ...commonValues(report, policy), email, phone, access_code: email === '' ? LATER.accessCode : '' };
  const noted = (lang: Language): Record<string, string> =>
    note === null ? {} : { note: lang === 'en' ? noteInEnglish(note, report, policy) : note };
  const values = (lang: Language) => ({ ...common, ...noted(lang), ...special(lang) });
  const inEnglish = policy.letters[kind].en !== undefined;
  const isReady = question === undefined && (note === null || isAllReady(note, language, report, policy));
  const readable = !inEnglish || language === 'en' || isReady;
  return written(kind, language, policy, values, readable ? null : LETTER_WORDS[language]['letters.sameInEnglish']);
}

/** @param english the sentence that introduces the English version; null when there is no English version */
function written(
  kind: LetterKind,
  language: Language,
  policy: Policy,
  values: (lang: Language) => Readonly<Record<string, string | string[]>>,
  english: string | null = null,
): Letter {
  const wording = (lang: Language) => inLanguage(policy.letters[kind], policy, lang);
  const blocksIn = (lang: Language) => fill(wording(lang).paragraphs, values(lang));
  const blocks = english === null ? blocksIn(language) : [...blocksIn(language), english, ...blocksIn('en')];
  return {
    kind,
    language,
    subject: fill([wording(language).subject], values(language))
      .flat()
      .join(' '),
    text: toText(blocks),
    html: toHtml(blocks, language, [LATER.privateLink, LATER.newReport]),
  };
}
