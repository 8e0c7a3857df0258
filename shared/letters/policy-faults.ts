import { type ByLanguage, eachLanguage, isFilled } from '../domain/by-language.ts';
import { REPORT_KINDS } from '../domain/kinds.ts';
import { LETTER_KINDS, type LetterKind, type LetterWording, type Policy } from '../domain/policy.ts';
import type { Language, ReportKind } from '../domain/report.ts';
import { type FieldDetail, type FieldError, plainFault } from '../field-error.ts';
import { titleFaults } from '../nibrs/title-faults.ts';
import { MUST_ACCEPT_HINTS } from '../screening/must-accept.ts';
import { LANGUAGES } from '../words/languages.ts';
import { isAsking, LATER, type Letter } from './letter.ts';
import { brokenPlaceholder, letterRuleFaults } from './letter-rules.ts';
import { MADE_UP_REPORT, sampleLetter } from './sample-letter.ts';
import { screeningFaults } from './screening-faults.ts';
import { textFaults } from './text-faults.ts';
import type { LetterFacts } from './values.ts';
import { UnknownPlaceholder } from './wording.ts';

/**
 * Finds problems in a policy whose format is valid, each with its path. Without this check, the problems would surface
 * only when a letter is written or a time is displayed, to someone who can't fix them.
 */
export function policyFaults(policy: Policy): FieldError[] {
  return [
    ...(isZone(policy.agency.timeZone) ? [] : [plainFault('agency.timeZone', 'time_zone')]),
    ...textFaults(policy),
    ...blanks(policy),
    ...(['offenses', 'reasons', 'missingItems', 'sentences', 'notices', 'screening', 'mustAccept'] as const).flatMap(
      (list) => twins(policy, list),
    ),
    ...LETTER_KINDS.flatMap((kind) =>
      worded(policy.letters[kind]).flatMap(([language, wording]) => letterFaults(policy, kind, language, wording)),
    ),
    ...partFaults(policy),
    ...unservedKinds(policy),
    ...titleFaults(policy),
    ...screeningFaults(policy),
    ...unknownReviewReasons(policy),
    ...lateReminders(policy),
    ...holidaysTwice(policy),
    ...mustAcceptFaults(policy),
    ...noticeFaults(policy),
  ];
}

/**
 * Finds kinds of report that lack an offense title, and so couldn't be filed or approved, or that lack an item to ask
 * for, and so couldn't be followed up.
 */
function unservedKinds({ offenses, missingItems }: Policy): FieldError[] {
  const without = (list: string, kinds: readonly ReportKind[]) =>
    REPORT_KINDS.filter((kind) => !kinds.includes(kind)).map(
      (kind): FieldError => ({ path: list, detail: { code: 'none_for_kind', params: { kind } } }),
    );
  return [
    ...without(
      'offenses',
      offenses.map(({ kind }) => kind),
    ),
    ...without(
      'missingItems',
      missingItems.flatMap(({ kinds }) => kinds),
    ),
  ];
}

/**
 * Finds reasons in the second-review rule that the policy doesn't have. Such a reason would silently select no
 * decisions.
 */
function unknownReviewReasons({ reasons, review }: Policy): FieldError[] {
  return review.reasons.flatMap((code, at) =>
    reasons.some((one) => one.code === code) ? [] : [plainFault(`review.reasons.${at}`, 'reason_missing')],
  );
}

/**
 * Finds reminders on or after the last day to reply. They could not be answered in time, so they would never be sent.
 */
function lateReminders({ times, limits: { replyDays } }: Policy): FieldError[] {
  return times.reminderDays.flatMap((days, at): FieldError[] =>
    days < replyDays
      ? []
      : [{ path: `times.reminderDays.${at}`, detail: { code: 'reminder_too_late', params: { replyDays } } }],
  );
}

/** Finds dates that are listed twice, probably because another holiday's date was mistyped. */
function holidaysTwice({ holidays }: Policy): FieldError[] {
  return holidays.flatMap((day, at): FieldError[] => {
    const value = day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$2/$3/$1');
    return holidays.indexOf(day) === at
      ? []
      : [{ path: `holidays.${at}`, detail: { code: 'twice', params: { value } } }];
  });
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
  const { agency, offenses, reasons, screening, mustAccept, missingItems, sentences, notices } = policy;
  const { letters, notice, useNotice, publicUseNotice, safetyHelp } = policy;
  const text = (path: string, texts: ByLanguage<string>) =>
    [`${path}.${agency.language}`, texts[agency.language] ?? ''] as const;
  const named = [
    ...(['name', 'city', 'reviewPhone', 'dispatchPhone'] as const).map(
      (key) => [`agency.${key}`, agency[key]] as const,
    ),
    ...offenses.flatMap(({ code, title }, at) => [
      [`offenses.${at}.code`, code] as const,
      text(`offenses.${at}.title`, title),
    ]),
    ...offenses.flatMap(({ trap }, at) => (trap === null ? [] : [text(`offenses.${at}.trap`, trap)])),
    ...reasons.flatMap((reason, at) =>
      (['title', 'text', 'action', 'rule'] as const).map((part) => text(`reasons.${at}.${part}`, reason[part])),
    ),
    ...screening.flatMap(({ ask, why }, at) => [text(`screening.${at}.ask`, ask), text(`screening.${at}.why`, why)]),
    ...mustAccept.flatMap(({ instead, rule }, at) => [
      text(`mustAccept.${at}.instead`, instead),
      text(`mustAccept.${at}.rule`, rule),
    ]),
    ...missingItems.flatMap(({ title, ask }, at) => [
      text(`missingItems.${at}.title`, title),
      text(`missingItems.${at}.ask`, ask),
    ]),
    ...sentences.flatMap((sentence, at) => [
      text(`sentences.${at}.title`, sentence.title),
      text(`sentences.${at}.text`, sentence.text),
    ]),
    ...notices.flatMap((one, at) => [text(`notices.${at}.title`, one.title), text(`notices.${at}.text`, one.text)]),
    ...LETTER_KINDS.filter((kind) => letters[kind][agency.language] === undefined).map(
      (kind) => [`letters.${kind}.${agency.language}`, ''] as const,
    ),
    ...LETTER_KINDS.flatMap((kind) =>
      worded(letters[kind]).map(([one, { subject }]) => [`letters.${kind}.${one}.subject`, subject] as const),
    ),
    text('notice.text', notice.text),
    text('useNotice', useNotice),
    text('publicUseNotice', publicUseNotice),
    text('safetyHelp', safetyHelp),
  ];
  return named.filter(([, text]) => text.trim() === '').map(([path]) => plainFault(path, 'required'));
}

function twins(
  policy: Policy,
  list: 'offenses' | 'reasons' | 'missingItems' | 'sentences' | 'notices' | 'screening' | 'mustAccept',
): FieldError[] {
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
  return [...parts, ...letterRuleFaults(kind, language, { subject, paragraphs })];
}

/**
 * Checks policy wording that is inserted into letters, such as reasons and requested items. It may use only the
 * placeholders that every letter has. To check this, each text is rendered in a kind of letter that adds no other
 * placeholders and has the same kind of link.
 */
function partFaults(policy: Policy): FieldError[] {
  const within = (kind: 'received' | 'closed_no_answer', path: string, texts: ByLanguage<string>) =>
    worded(texts).flatMap(([language, text]) => {
      const faults = faultsOf(policy, kind, language, text, { links: true });
      // A paragraph is omitted when its placeholder is empty. Reasons and requests must never be omitted, so they can't
      // use the person's e-mail address or phone number.
      for (const name of ['email', 'phone']) {
        if (text.includes(`{${name}}`)) faults.push(placeholder('placeholder_not_here', name));
      }
      return faults.map((detail) => ({ path: `${path}.${language}`, detail }));
    });
  return [
    ...policy.reasons.flatMap(({ text, action }, at) => [
      ...within('received', `reasons.${at}.text`, text),
      ...within('received', `reasons.${at}.action`, action),
    ]),
    ...policy.notices.flatMap(({ text }, at) => within('received', `notices.${at}.text`, text)),
    ...policy.missingItems.flatMap(({ ask }, at) => within('closed_no_answer', `missingItems.${at}.ask`, ask)),
  ];
}

/**
 * Checks that rules about reports that must be accepted name only codes that exist; a typo would switch the rule off.
 */
function mustAcceptFaults({ mustAccept, reasons, offenses, screening }: Policy): FieldError[] {
  const known = {
    reasons: reasons.map(({ code }) => code),
    offenses: offenses.map(({ code }) => code),
    hints: [...MUST_ACCEPT_HINTS],
    // Rules can use only answers that are kept with the report.
    answers: screening.filter(({ isKept }) => isKept).map(({ code }) => code),
  };
  return mustAccept.flatMap((rule, at) => {
    const unknown = (['reasons', 'offenses', 'hints', 'answers'] as const).flatMap((list) =>
      rule[list].flatMap((value, place): FieldError[] =>
        (known[list] as readonly string[]).includes(value)
          ? []
          : [{ path: `mustAccept.${at}.${list}.${place}`, detail: { code: 'not_in_policy', params: { value } } }],
      ),
    );
    const isForNone = [rule.kinds, rule.offenses, rule.hints, rule.answers].every((list) => list.length === 0);
    return isForNone ? [...unknown, plainFault(`mustAccept.${at}.offenses`, 'required')] : unknown;
  });
}

/** Checks that notices name only titles and reasons that exist; otherwise no letter would have them. */
function noticeFaults({ notices, offenses, reasons }: Policy): FieldError[] {
  const known = { offenses: offenses.map(({ code }) => code), reasons: reasons.map(({ code }) => code) };
  return notices.flatMap((one, at) =>
    (['offenses', 'reasons'] as const).flatMap((list) =>
      one[list].flatMap((value, place): FieldError[] =>
        known[list].includes(value)
          ? []
          : [{ path: `notices.${at}.${list}.${place}`, detail: { code: 'not_in_policy', params: { value } } }],
      ),
    ),
  );
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
  const broken = brokenPlaceholder(text);
  if (broken !== null) return [broken];
  const plain = eachLanguage(() => '-');
  const only: Policy = {
    ...policy,
    letters: { ...policy.letters, [kind]: eachLanguage(() => neutral) },
    reasons: [{ ...reason, text: plain, action: plain }],
    missingItems: [{ ...item, ask: plain }],
  };
  let written: Letter;
  try {
    written = sampleLetter(only, kind, mailedReport(language), { note: NOTE });
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

const placeholder = (code: 'placeholder_unknown' | 'placeholder_not_here', name: string) =>
  ({ code, params: { placeholder: `{${name}}` } }) as const;

const NOTE = '-';

/**
 * A made-up report with an e-mail address and a phone number. Without these, its letters would omit the paragraphs that
 * use them.
 */
function mailedReport(language: Language): LetterFacts {
  const { facts } = MADE_UP_REPORT;
  const who = {
    ...facts.who,
    language,
    email: '-',
    phone: '-',
    safeContact: 'any',
    preferredContact: 'email',
  } as const;
  return { ...MADE_UP_REPORT, facts: { ...facts, who } };
}
