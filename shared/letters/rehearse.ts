import type { Act } from '../domain/act.ts';
import { checkAct } from '../domain/act-check.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { RehearsedRow } from '../domain/policy-draft.ts';
import { replyDay } from '../domain/reply-terms.ts';
import type { Report } from '../domain/report.ts';
import { waitingSince } from '../domain/waiting.ts';
import { dayOf, promisedDay } from '../domain/working-days.ts';
import type { Ring } from '../screening/geometry.ts';
import { screen } from '../screening/hints.ts';
import { screeningSettings } from '../screening/settings.ts';
import { letterDigestInput, letterFor } from './letter.ts';

/** The policy in force, and the draft that would replace it. */
export type Pair = { before: Policy; after: Policy };

const nothing = (report: Report, act: Act['kind'] | null): RehearsedRow => ({
  reportId: report.id,
  trackingNumber: report.trackingNumber,
  act,
  letter: false,
  refused: null,
  flagsAdded: [],
  flagsRemoved: [],
  due: null,
  overdue: null,
});

/**
 * What would be different if a past decision were made under the draft: its letter, whether it could be made, and the flags
 * of its report; null if nothing would.
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
  const text = (policy: Policy) => {
    const letter = letterFor(report, act, policy);
    return letter === null ? null : letterDigestInput(letter);
  };
  const letter = text(before) !== text(after);
  const flags = changedFlags(report, { before, after }, boundary);
  if (refused === undefined && !letter && flags === null) return null;
  return { ...nothing(report, act.kind), ...flags, letter, refused: refused?.detail ?? null };
}

/**
 * What would be different for an open report at `now`: its flags, when the agency's answer is due, and whether it would
 * become overdue or stop being so; null if nothing would.
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
  const isLate = (day: string, { agency }: Policy) => day < dayOf(now, agency.timeZone);
  const owed = report.state !== 'awaiting_citizen';
  if (due === null || !owed) return { ...nothing(report, null), ...flags, due };
  const [wasLate, willBeLate] = [isLate(due.before, before), isLate(due.after, after)];
  const overdue = wasLate === willBeLate ? null : willBeLate ? 'becomes' : 'stops';
  return { ...nothing(report, null), ...flags, due, overdue };
}

/** Null if the flags stay. */
function changedFlags(report: Report, { before, after }: Pair, boundary: Ring | null) {
  const [old, next] = [flagsOf(report, before, boundary), flagsOf(report, after, boundary)];
  const flagsAdded = next.filter((code) => !old.includes(code));
  const flagsRemoved = old.filter((code) => !next.includes(code));
  return flagsAdded.length + flagsRemoved.length === 0 ? null : { flagsAdded, flagsRemoved };
}

function flagsOf(report: Report, policy: Policy, boundary: Ring | null): string[] {
  const input = { kind: report.kind, facts: knownFacts(report), receivedAt: report.receivedAt };
  return [...new Set(screen(input, boundary, screeningSettings(policy)).map(({ code }) => code))];
}

/**
 * The day on which the agency's answer is due, from the same start as in the queue; after a follow-up, the day that the
 * letter gave the person.
 */
function dueDay(report: Report, { agency, holidays, limits }: Policy): string | null {
  const calendar = { timeZone: agency.timeZone, holidays };
  return report.state === 'awaiting_citizen'
    ? replyDay(report, calendar)
    : promisedDay(new Date(waitingSince(report)), limits.promiseDays, calendar);
}

function movedDay(before: string | null, after: string | null): RehearsedRow['due'] {
  return before === null || after === null || before === after ? null : { before, after };
}
