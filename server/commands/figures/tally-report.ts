import type { Timeline, TimelineEvent } from '#server/db/figure-sources.ts';
import { OLDEST_AGE } from '#shared/domain/figures.ts';
import { bucketOf } from '#shared/domain/histogram.ts';
import { addDays, dayOf, promisedDay, type WorkCalendar, workingDaysBetween } from '#shared/domain/working-days.ts';
import { wallParts } from '#shared/domain/zone-clock.ts';
import type { Tally, Timed } from './tally.ts';

export type TallyTerms = {
  calendar: WorkCalendar;
  /** The agency's turnaround, in business days, at a time in milliseconds since 1970 UTC. */
  promiseAt: (ms: number) => number;
  /** The days to count, each with its end; the end of today is now. */
  days: readonly { day: string; end: number }[];
};

/** A decision on one of the days; the flags that its report had are counted afterward. */
export type Decision = {
  reportId: string;
  /** Unix time in milliseconds. */
  at: number;
  day: string;
  kind: string;
  reason: string | null;
};

type State = 'open' | 'waiting' | 'appealed' | 'approved' | 'rejected' | 'withdrawn' | 'closed';
/** A period in which a report was in one state, and when the report began waiting for the agency (`waitingSince`). */
type Spell = { from: number; state: State; since: number };

const MINUTE_MS = 60_000;
const MOST_WORKING_DAYS = 250;
/** The largest number that the column for days can hold. */
const OLDEST_REVERSED = 32_767;
/** Acts that meet the turnaround if an officer performs them in time. */
const ANSWERS: readonly string[] = ['approve', 'reject', 'follow_up', 'uphold_appeal', 'grant_appeal'];
/** Acts and events after which the turnaround starts over; see shared/domain/waiting.ts. */
const RESTARTS: readonly string[] = ['answered', 'return', 'reopened', 'appealed', 'uphold_appeal', 'grant_appeal'];

/** Adds everything that happened to one report to the tally of its days, and returns its decisions. */
export function tallyReport(report: Timeline, terms: TallyTerms, { add }: Tally): Decision[] {
  const { calendar, promiseAt } = terms;
  const { kind, neighborhood: part } = report;
  const received = report.receivedAt.getTime();
  const dayAt = (ms: number) => dayOf(new Date(ms), calendar.timeZone);
  const hourAt = (ms: number) => wallParts(ms, calendar.timeZone).hour;
  const time = (day: string, series: Timed, from: number, to: number) => {
    const minutes = (to - from) / MINUTE_MS;
    add(day, series, { kind, bucket: bucketOf(minutes) });
    add(day, `${series}_minutes`, { kind, code: String(Math.max(0, Math.round(minutes))) });
  };
  const receivedDay = dayAt(received);
  const decisions: Decision[] = [];
  const spells: Spell[] = [{ from: received, state: 'open', since: received }];
  let decided: { by: string | null; day: string } | null = null;
  let asked: number | null = null;
  let isTouched = false;
  let isDecided = false;

  add(receivedDay, 'received', { kind, part });
  add(receivedDay, 'hour', { kind, code: 'received', bucket: hourAt(received) });

  for (const event of report.events) {
    const { at, officer } = event;
    const day = dayAt(at);
    const { state, since } = spells.at(-1) ?? { state: 'open', since: received };
    const isDecision = event.kind === 'approve' || event.kind === 'reject';
    if (officer !== null) {
      add(day, 'officer', { kind, part: officer, code: event.kind });
      if (!isTouched) time(day, 'touch', received, at);
      isTouched = true;
    }
    if (ANSWERS.includes(event.kind)) {
      const due = promisedDay(new Date(since), promiseAt(at), calendar);
      add(day, 'promise', { kind, code: day <= due ? 'kept' : 'late' });
    }
    if (isDecision) {
      add(day, 'outcome', {
        kind,
        part,
        code: event.kind === 'approve' ? 'approved' : `rejected.${event.reason ?? ''}`,
      });
      add(day, 'hour', { kind, code: 'decided', bucket: hourAt(at) });
      if (event.isDuplicate) add(day, 'duplicate', { kind, code: 'rejected' });
      if (!isDecided) {
        time(day, 'decision', received, at);
        add(day, 'decision_days', { kind, bucket: workingDaysTo(receivedDay, day, calendar) });
      }
      isDecided = true;
      decided = { by: officer, day };
      decisions.push({ reportId: report.id, at: event.at, day, kind, reason: event.reason });
    }
    if ((event.kind === 'return' || event.kind === 'grant_appeal') && decided !== null) {
      // How many days ago the decision was made tells which days' decisions it is one of.
      const bucket = Math.min(OLDEST_REVERSED, Math.max(0, daysBetween(decided.day, day)));
      if (decided.by !== null) add(day, 'reversal', { kind, part: decided.by, bucket });
      decided = null;
    }
    if (event.kind === 'follow_up') {
      add(day, 'follow_up', { kind, code: 'asked' });
      asked = at;
    }
    if (event.kind === 'answered' && asked !== null && (state === 'waiting' || state === 'closed')) {
      add(day, 'follow_up', { kind, code: 'answered' });
      time(day, 'answer', asked, at);
      asked = null;
    }
    if (event.kind === 'closed') add(day, 'follow_up', { kind, code: 'closed' });
    if (event.kind === 'closed' || event.kind === 'withdrawn') add(day, 'outcome', { kind, part, code: event.kind });
    if (event.kind === 'appealed') add(day, 'appeal', { kind, code: 'filed' });
    if (event.kind === 'uphold_appeal') add(day, 'appeal', { kind, code: 'upheld' });
    if (event.kind === 'grant_appeal') add(day, 'appeal', { kind, code: 'granted' });
    spells.push({ from: at, state: after(state, event), since: RESTARTS.includes(event.kind) ? at : since });
  }

  for (const { day, end } of terms.days) {
    const spell = spells.findLast(({ from }) => from < end);
    if (spell === undefined || !isOpenIn(spell.state)) continue;
    add(day, 'open', { kind, code: spell.state });
    add(day, 'age', { kind, bucket: Math.min(OLDEST_AGE, daysBetween(receivedDay, day)) });
    const due = promisedDay(new Date(spell.since), promiseAt(end - 1), calendar);
    const isOverdue = spell.state !== 'waiting' && day > due;
    if (isOverdue) add(day, 'open', { kind, code: 'overdue' });
  }
  return decisions;
}

/** The state of a report after an event, as far as the figures distinguish states (`nextState`). */
function after(state: State, { kind }: TimelineEvent): State {
  switch (kind) {
    case 'approve':
      return 'approved';
    case 'reject':
    case 'uphold_appeal':
      return 'rejected';
    case 'follow_up':
      return 'waiting';
    case 'escalate':
    case 'return':
    case 'reopened':
    case 'grant_appeal':
      return 'open';
    case 'answered':
      // An answer from a duplicate's reporter leaves the duplicate closed.
      return state === 'waiting' || state === 'closed' ? 'open' : state;
    case 'appealed':
    case 'withdrawn':
    case 'closed':
      return kind;
    case 'log_call':
    case 'message':
    case 'assign':
    case 'note':
    case 'correct':
      return state;
  }
}

const isOpenIn = (state: State) => state === 'open' || state === 'waiting' || state === 'appealed';

/**
 * The number of business days from one day to another. If `to` is a day off, the next business day counts instead. If
 * the turnaround was met, the result is at most the turnaround.
 */
function workingDaysTo(from: string, to: string, calendar: WorkCalendar): number {
  return to <= from ? 0 : Math.min(MOST_WORKING_DAYS, workingDaysBetween(from, addDays(to, -1), calendar) + 1);
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
