import type { Act } from '../domain/act.ts';
import type { HistoryEntry } from '../domain/history.ts';
import { knownEvent } from '../domain/history-event.ts';
import type { AnsweredYes } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Report } from '../domain/report.ts';
import { offersHelp } from '../domain/safety-help.ts';
import { type FieldError, plainFault } from '../field-error.ts';
import { dangerMarks, narrativeOf, writtenIn } from './danger.ts';
import type { Reading } from './hint.ts';
import { PLACE_OF, quote } from './written.ts';

type Told = Pick<Report, 'facts' | 'history' | 'receivedAt'>;

/** A sender can write the same thing many times; the first places and the newest are enough to read. */
const FIRST = 2;
const NEWEST = 4;

/**
 * Where the reporter's words may mean danger to someone, oldest first: in the form, in a question that was answered yes
 * before it, or in anything sent later. Only what no officer has answered yet; empty if nothing is unanswered.
 */
export function unansweredDanger(report: Told, policy: Pick<Policy, 'screening'>): Reading[] {
  const { facts, history, receivedAt } = report;
  const answered = history.findLastIndex(answersDanger);
  const all = answered === -1 ? formReadings(facts, receivedAt, policy) : [];
  for (const entry of history.slice(answered + 1)) all.push(...entryReadings(entry, policy));
  return all.length <= FIRST + NEWEST ? all : [...all.slice(0, FIRST), ...all.slice(-NEWEST)];
}

/** The entry in which an officer last answered danger; undefined if none did. */
export const lastDangerAnswer = ({ history }: Pick<Report, 'history'>): HistoryEntry | undefined =>
  history.findLast(answersDanger);

const answersDanger = ({ by, kind, danger }: HistoryEntry): boolean =>
  by !== null && (kind === 'escalated' || danger !== undefined);

function formReadings(facts: Report['facts'], at: string, policy: Pick<Policy, 'screening'>): Reading[] {
  return [...readingIn('form', at, narrativeOf(facts)), ...answerReadings(facts.answeredYes, at, policy)];
}

function entryReadings(entry: HistoryEntry, policy: Pick<Policy, 'screening'>): Reading[] {
  if (entry.by !== null) return [];
  const known = knownEvent(entry.event);
  const told = known?.code === 'added_again' ? known.params.told : undefined;
  return [
    ...readingIn(PLACE_OF[entry.kind] ?? 'addition', entry.at, writtenIn(entry).join('\n')),
    ...answerReadings(told?.answeredYes, entry.at, policy),
  ];
}

function readingIn(place: Reading['place'], at: string, text: string): Reading[] {
  const first = dangerMarks(text, 1).toSorted((a, b) => a.from - b.from)[0];
  return first === undefined ? [] : [{ place, at, words: quote(text, first.from, first.to) }];
}

/** Yes to a question for which the portal says whom someone in danger can turn to. */
function answerReadings(
  answers: readonly AnsweredYes[] | undefined,
  at: string,
  { screening }: Pick<Policy, 'screening'>,
): Reading[] {
  return (answers ?? []).flatMap(({ code, question }) => {
    const asked = screening.find((one) => one.code === code) ?? { code };
    return offersHelp(asked) ? [{ place: 'answer' as const, at, words: question }] : [];
  });
}

/**
 * Whether an act may not be sent while danger is unanswered: one that decides the report, or that tells the reporter or
 * settles what they wrote. Acts that stay inside the agency may go ahead, so that nothing keeps an officer from handing
 * the report on. Reopening may, too: the next decision has to answer.
 */
export function needsDangerAnswer(act: Pick<Act, 'kind'> & { noAnswerNeeded?: true | undefined }): boolean {
  switch (act.kind) {
    case 'approve':
    case 'reject':
    case 'follow_up':
    case 'log_call':
    case 'message':
    case 'uphold_appeal':
    case 'grant_appeal':
      return true;
    case 'note':
      return act.noAnswerNeeded === true;
    case 'escalate':
    case 'assign':
    case 'correct':
    case 'return':
      return false;
  }
}

/** What is missing in an act's answer to danger. */
export function dangerFaults(report: Told, act: Act, policy: Pick<Policy, 'screening'>): FieldError[] {
  const answer = act.kind === 'escalate' ? undefined : act.danger;
  if (answer !== undefined) {
    const lacksCause = answer.way === 'not_danger' && answer.because === undefined;
    return lacksCause ? [plainFault('danger.because', 'danger_cause_missing')] : [];
  }
  if (!needsDangerAnswer(act) || unansweredDanger(report, policy).length === 0) return [];
  return [plainFault('danger.way', 'danger_unanswered')];
}
