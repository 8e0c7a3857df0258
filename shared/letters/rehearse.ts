import type { Act } from '../domain/act.ts';
import { checkAct } from '../domain/act-check.ts';
import { knownFacts } from '../domain/known-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { RehearsedRow } from '../domain/policy-draft.ts';
import type { Report } from '../domain/report.ts';
import { deadlineDay, promisedDay } from '../domain/working-days.ts';
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
});

/** What would be different if a past decision were made under the draft; null if nothing would. */
export function rehearseDecision(report: Report, act: Act, { before, after }: Pair): RehearsedRow | null {
  const was = checkAct(report, act, before);
  const refused = checkAct(report, act, after).find(
    ({ detail }) => !was.some((one) => one.detail.code === detail.code),
  );
  const text = (policy: Policy) => {
    const letter = letterFor(report, act, policy);
    return letter === null ? null : letterDigestInput(letter);
  };
  const letter = text(before) !== text(after);
  if (refused === undefined && !letter) return null;
  return { ...nothing(report, act.kind), letter, refused: refused?.detail ?? null };
}

/** What would be different for an open report: its flags, and when an answer is due; null if nothing would. */
export function rehearseOpen(report: Report, { before, after }: Pair, boundary: Ring | null): RehearsedRow | null {
  const [old, next] = [flagsOf(report, before, boundary), flagsOf(report, after, boundary)];
  const flagsAdded = next.filter((code) => !old.includes(code));
  const flagsRemoved = old.filter((code) => !next.includes(code));
  const due = { before: dueDay(report, before), after: dueDay(report, after) };
  const moved = due.before !== due.after;
  if (flagsAdded.length + flagsRemoved.length === 0 && !moved) return null;
  return { ...nothing(report, null), flagsAdded, flagsRemoved, due: moved ? due : null };
}

function flagsOf(report: Report, policy: Policy, boundary: Ring | null): string[] {
  const input = { kind: report.kind, facts: knownFacts(report), receivedAt: report.receivedAt };
  return [...new Set(screen(input, boundary, screeningSettings(policy)).map(({ code }) => code))];
}

/** The day on which the agency's answer is due or, after a follow-up, the person's. */
function dueDay({ state, receivedAt, history }: Report, { agency, holidays, limits, times }: Policy): string {
  const calendar = { timeZone: agency.timeZone, holidays };
  const asked = state === 'awaiting_citizen' ? history.findLast(({ kind }) => kind === 'follow_up') : undefined;
  return asked === undefined
    ? promisedDay(new Date(receivedAt), limits.promiseDays, calendar)
    : deadlineDay(new Date(asked.at), limits.replyDays, times.countIn, calendar);
}
