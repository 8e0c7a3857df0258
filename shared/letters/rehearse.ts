import type { Act } from '../domain/act.ts';
import { checkAct } from '../domain/act-check.ts';
import { knownFacts } from '../domain/known-facts.ts';
import { LETTER_KINDS, type LetterKind, type Policy } from '../domain/policy.ts';
import type { RehearsedRow } from '../domain/policy-draft.ts';
import { replyDay } from '../domain/reply-terms.ts';
import type { Language, Report } from '../domain/report.ts';
import { waitingSince } from '../domain/waiting.ts';
import { dayOf, promisedDay } from '../domain/working-days.ts';
import type { Ring } from '../screening/geometry.ts';
import { screen } from '../screening/hints.ts';
import { screeningSettings } from '../screening/settings.ts';
import { LANGUAGES } from '../words/languages.ts';
import { type Letter, letterDigestInput, letterFor } from './letter.ts';
import { MADE_UP_REPORT, sampleLetter } from './sample-letter.ts';

/** The policy in force, and the draft that would replace it. */
export type Pair = { before: Policy; after: Policy };

const nothing = (report: Report, act: Act['kind'] | null): RehearsedRow => ({
  reportId: report.id,
  trackingNumber: report.trackingNumber,
  act,
  letter: false,
  letterChange: null,
  refused: null,
  flagsAdded: [],
  flagsRemoved: [],
  due: null,
  overdue: null,
});

/**
 * Returns what would be different if a past decision were made under the draft: its letter, whether it would be
 * allowed, and the report's flags. Null if nothing would be different.
 */
export function rehearseDecision(
  report: Report,
  act: Act,
  { before, after }: Pair,
  boundary: Ring | null,
): RehearsedRow | null {
  const was = checkAct(report, act, before);
  const refused = checkAct(report, act, after).find(
    ({ detail }) => !was.some((one) => one.detail.code === detail.code),
  );
  const [old, next] = [letterFor(report, act, before), letterFor(report, act, after)];
  const digest = (letter: Letter | null) => (letter === null ? null : letterDigestInput(letter));
  const letter = digest(old) !== digest(next);
  const flags = changedFlags(report, { before, after }, boundary);
  if (refused === undefined && !letter && flags === null) return null;
  const letterChange = letter && old !== null && next !== null ? changedPart(old, next) : null;
  return { ...nothing(report, act.kind), ...flags, letter, letterChange, refused: refused?.detail ?? null };
}

const MOST_SHOWN = 400;

/** The paragraphs of two letters between their common start and common end. */
function changedPart(old: Letter, next: Letter): NonNullable<RehearsedRow['letterChange']> {
  const parts = ({ subject, text }: Letter) => [subject, ...text.trim().split('\n\n')];
  const [before, after] = [parts(old), parts(next)];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const shown = (list: readonly string[]) =>
    list
      .slice(head, list.length - tail)
      .join('\n\n')
      .slice(0, MOST_SHOWN);
  return { before: shown(before), after: shown(after) };
}

/**
 * Letters that are compared using a made-up report; the letters of approvals, rejections and follow-ups are compared
 * using real ones.
 */
const OTHERS = LETTER_KINDS.filter((kind) => !['approved', 'rejected', 'follow_up'].includes(kind));

/** The other kinds of letters that would read differently, in any language, for a made-up report. */
export function otherLetters({ before, after }: Pair): LetterKind[] {
  const text = (policy: Policy, kind: LetterKind, language: Language) => {
    const { facts } = MADE_UP_REPORT;
    const report = { ...MADE_UP_REPORT, facts: { ...facts, who: { ...facts.who, language } } };
    return letterDigestInput(sampleLetter(policy, kind, report, { note: '-' }));
  };
  return OTHERS.filter((kind) =>
    LANGUAGES.some((language) => text(before, kind, language) !== text(after, kind, language)),
  );
}

/** How the due date and lateness of an open report that has waited on the agency since `since` would change. */
export function rehearseDue(since: string, { before, after }: Pair, now: Date) {
  const due = movedDay(promisedOn(since, before), promisedOn(since, after));
  return { due, overdue: due === null ? null : changedLateness(due, { before, after }, now) };
}

/**
 * Returns what would be different for an open report at `now`: its flags, when the agency's answer is due, and whether
 * it would become overdue or stop being overdue. Null if nothing would be different.
 */
export function rehearseOpen(
  report: Report,
  { before, after }: Pair,
  boundary: Ring | null,
  now: Date,
): RehearsedRow | null {
  const flags = changedFlags(report, { before, after }, boundary);
  const due = movedDay(dueDay(report, before), dueDay(report, after));
  if (flags === null && due === null) return null;
  const owed = report.state !== 'awaiting_citizen';
  if (due === null || !owed) return { ...nothing(report, null), ...flags, due };
  return { ...nothing(report, null), ...flags, due, overdue: changedLateness(due, { before, after }, now) };
}

function changedLateness(
  due: NonNullable<RehearsedRow['due']>,
  { before, after }: Pair,
  now: Date,
): RehearsedRow['overdue'] {
  const isLate = (day: string, { agency }: Policy) => day < dayOf(now, agency.timeZone);
  const [wasLate, willBeLate] = [isLate(due.before, before), isLate(due.after, after)];
  return wasLate === willBeLate ? null : willBeLate ? 'becomes' : 'stops';
}

/** Null if the flags stay the same. */
function changedFlags(report: Report, { before, after }: Pair, boundary: Ring | null) {
  const [old, next] = [flagsOf(report, before, boundary), flagsOf(report, after, boundary)];
  const flagsAdded = next.filter((code) => !old.includes(code));
  const flagsRemoved = old.filter((code) => !next.includes(code));
  return flagsAdded.length + flagsRemoved.length === 0 ? null : { flagsAdded, flagsRemoved };
}

function flagsOf(report: Report, policy: Policy, boundary: Ring | null): string[] {
  const input = { ...report, facts: knownFacts(report) };
  return [...new Set(screen(input, boundary, screeningSettings(policy)).map(({ code }) => code))];
}

/**
 * The day on which the agency's answer is due, counted from the same time as in the queue. While a follow-up is open,
 * it is the reply deadline from the follow-up's letter.
 */
function dueDay(report: Report, policy: Policy): string | null {
  return report.state === 'awaiting_citizen'
    ? replyDay(report, { timeZone: policy.agency.timeZone, holidays: policy.holidays })
    : promisedOn(waitingSince(report), policy);
}

const promisedOn = (since: string, { agency, holidays, limits }: Policy): string =>
  promisedDay(new Date(since), limits.promiseDays, { timeZone: agency.timeZone, holidays });

function movedDay(before: string | null, after: string | null): RehearsedRow['due'] {
  return before === null || after === null || before === after ? null : { before, after };
}
