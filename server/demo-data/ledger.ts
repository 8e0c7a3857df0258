import { randomBytes } from 'node:crypto';
import type { Act, ActRequest } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import { caseNumber } from '#shared/domain/case-number.ts';
import { letterAgain } from '#shared/domain/history.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { nextState } from '#shared/domain/workflow.ts';
import { completeLetter, type Letter, letterDigestInput, letterFor, receivedLetter } from '#shared/letters/letter.ts';
import { needsDangerAnswer, unansweredDanger } from '#shared/screening/danger-gate.ts';
import { eventOf } from '../commands/reports/act-event.ts';
import { createClock } from './calendar.ts';
import { gatherRows } from './gather-rows.ts';
import type { SeedReport } from './generate.ts';
import { createHeap } from './heap.ts';
import { lifeOf, type Step } from './life.ts';
import { HISTORY_KIND, historyLetter, type Live, newLive, sha256 } from './live.ts';
import { createRandom, uuidAt } from './random.ts';
import type { Batch } from './rows.ts';

export type LedgerOptions = {
  policy: Policy;
  officers: readonly [Officer, ...Officer[]];
  /** Nothing happens after this instant. */
  until: Date;
  seed: number;
  /** Host in the Message-ID of letters. */
  host: string;
  /** The last case number serial issued in a year. */
  lastCase: (year: number) => number;
  /** The last entry of the audit chain. */
  audit: { seq: number; hash: string };
};

export type Ledger = {
  /** Files a report, after processing everything that happens before it is received. */
  file: (report: SeedReport) => void;
  /** Processes all remaining events up to `until`. */
  finish: () => void;
  /** Returns the rows completed so far and removes them from this collection. */
  take: () => Batch;
  counts: () => {
    acts: number;
    letters: number;
    cases: ReadonlyMap<number, number>;
    tracking: ReadonlyMap<number, number>;
  };
};

type Event = { live: Live; step: Step } | { live: Live; sent: { id: string; letter: Letter; at: number } };

const DAY_MS = 86_400_000;

/**
 * Simulates the history of many reports in chronological order by the rules of the commands, with the same letters,
 * wording, and checks, so loaded data can't be distinguished from real activity. It only gathers rows and writes nothing
 * to the database.
 */
export function createLedger(options: LedgerOptions): Ledger {
  const { policy, officers, seed } = options;
  const until = options.until.getTime();
  const clock = createClock(policy.agency.timeZone);
  const events = createHeap<Event>();
  const cases = new Map<number, number>();
  const tracking = new Map<number, number>();
  const counts = { acts: 0, letters: 0 };
  /** Reports rejected so far, by tracking number, with the primary of those that are duplicates. */
  const rejected = new Map<string, string | null>();
  const rows = gatherRows(options);
  const { audit } = rows;

  const later = (live: Live, at: number, event: Event) => {
    live.open += 1;
    events.push(at, event);
  };

  const nextStep = (live: Live) => {
    const step = live.steps.shift();
    if (step !== undefined && step.at < until) later(live, step.at, { live, step });
  };

  /** Adds the letter's row and schedules its sending. Letters to people without an e-mail address stay queued. */
  const queueLetter = (live: Live, id: string, letter: Letter, at: number) => {
    const to = live.row.facts.who.email;
    const sentAt = Math.min(until, at + live.random.int(1_500, 40_000));
    const sent = to === null ? null : new Date(sentAt).toISOString();
    rows.letter(live, { id, letter, queuedAt: new Date(at).toISOString(), sentAt: sent });
    counts.letters += 1;
    if (sent !== null) later(live, sentAt, { live, sent: { id, letter, at: sentAt } });
  };

  const settle = (live: Live) => {
    if (live.open === 0) rows.complete(live);
  };

  /** A report can only be a duplicate of one that stays on file, so a duplicate of a rejected one is approved. */
  const possible = (row: Live['row'], act: Act): { act: Act; primary: string | null } => {
    if (act.kind !== 'reject' || act.duplicateOf === null) return { act, primary: null };
    const primary = rejected.get(act.duplicateOf) ?? act.duplicateOf;
    if (primary !== row.trackingNumber && !rejected.has(primary)) return { act, primary };
    return { act: { kind: 'approve', offenseCode: row.offenseCode ?? row.kind, note: '' }, primary: null };
  };

  /** In the made-up histories, an officer who decides calls dispatch about words that may mean danger. */
  const withDanger = (row: Live['row'], act: Act): Act =>
    act.kind !== 'escalate' && needsDangerAnswer(act) && unansweredDanger(row, policy).length > 0
      ? { ...act, danger: { way: 'dispatch' } }
      : act;

  const carryOut = (live: Live, wanted: Act, officer: Officer, at: number) => {
    const { row } = live;
    const { act: possibleAct, primary } = possible(row, wanted);
    const act = withDanger(row, possibleAct);
    const iso = new Date(at).toISOString();
    const state = nextState(row.state, act.kind, officer.role);
    const wrong = checkAct(row, act, policy);
    if (state === null || wrong.length > 0)
      throw new Error(`the made-up history of ${row.trackingNumber} breaks the rules`);
    const shown = letterFor(row, act, policy);
    const request: ActRequest = {
      act,
      seen: {
        reportVersion: row.version,
        policyVersion: policy.version,
        letterHash: shown === null ? null : sha256(letterDigestInput(shown)),
      },
    };
    if (act.kind === 'approve') row.caseNumber = nextCase(row, at);
    if (act.kind === 'approve' || act.kind === 'reject') row.decidedBy = officer.id;
    const letter =
      shown === null ? null : completeLetter(shown, row.caseNumber === null ? {} : { caseNumber: row.caseNumber });
    const key = uuidAt(at, live.random);
    const letterId = letter === null ? null : uuidAt(at, live.random);
    const happened = eventOf(act, policy, { caseNumber: row.caseNumber });
    row.state = state;
    row.version += 1;
    row.changedAt = iso;
    if (act.kind === 'approve') row.offenseCode = act.offenseCode;
    if (act.kind === 'reject') {
      row.duplicateOf = primary;
      rejected.set(row.trackingNumber, primary);
    }
    row.history.push({
      at: iso,
      kind: HISTORY_KIND[act.kind] ?? 'noted',
      by: officer.displayName,
      officerId: officer.id,
      event: happened,
      note: act.note === '' ? null : act.note,
      ...(act.kind === 'escalate' || act.danger === undefined ? {} : { danger: act.danger }),
      letter: letter === null || letterId === null ? null : historyLetter(letterId, letter),
    });
    rows.act(live, { id: key, request, officer, event: happened, at: iso, letterId });
    counts.acts += 1;
    // The token of a generated link is discarded here, so no one can ever use the link.
    if (act.kind === 'follow_up') {
      const expires = new Date(at + (policy.limits.replyDays + policy.times.lateAnswerDays) * DAY_MS).toISOString();
      live.links.push([sha256(randomBytes(16).toString('base64url')), row.id, key, 'reply', iso, expires]);
    }
    if (letter !== null && letterId !== null) queueLetter(live, letterId, letter, at);
    audit(iso, officer.id, `report.${act.kind}`, row.id, {
      act: key,
      version: row.version,
      ...(letterId === null ? {} : { letter: letterId }),
    });
  };

  const answer = (live: Live, text: string, at: number) => {
    const { row } = live;
    const iso = new Date(at).toISOString();
    row.state = 'resubmitted';
    row.version += 1;
    row.changedAt = iso;
    row.history.push({
      at: iso,
      kind: 'answered',
      by: null,
      event: { code: 'answered', params: { files: 0 } },
      note: text,
      letter: null,
    });
    live.linkUsed = iso;
    audit(iso, 'person', 'report.answer', row.id, { version: row.version });
  };

  const handle = (event: Event) => {
    const { live } = event;
    live.open -= 1;
    if ('sent' in event) {
      const { id, letter, at } = event.sent;
      const iso = new Date(at).toISOString();
      live.row.changedAt = iso > live.row.changedAt ? iso : live.row.changedAt;
      live.row.history.push({
        at: iso,
        kind: 'letter_sent',
        by: null,
        event: { code: 'letter_sent', params: {} },
        note: null,
        letter: letterAgain(live.row.history, historyLetter(id, letter)),
      });
      audit(iso, 'mailer', 'letter.send', id, { attempts: 1 }, 'mailer');
    } else {
      const { step } = event;
      if (step.kind === 'act')
        carryOut(live, step.act, officers[step.officer % officers.length] ?? officers[0], step.at);
      else answer(live, step.text, step.at);
      nextStep(live);
    }
    settle(live);
  };

  const nextCase = (row: Live['row'], at: number): string => {
    const { year } = clock.local(at);
    const serial = (cases.get(year) ?? options.lastCase(year)) + 1;
    cases.set(year, serial);
    const number = caseNumber(policy.caseNumbers.pattern, year, serial);
    rows.caseNumber([number, year, serial, row.id, row.trackingNumber, new Date(at).toISOString()]);
    return number;
  };

  const catchUp = (to: number) => {
    while (events.least() <= to) {
      const event = events.pop();
      if (event !== undefined) handle(event);
    }
  };

  return {
    file: (report) => {
      const at = report.receivedAt.getTime();
      catchUp(at);
      const { year } = clock.local(at);
      tracking.set(year, Math.max(tracking.get(year) ?? 0, Number(report.trackingNumber.slice(4, 10))));
      const random = createRandom(seed ^ 0x1b87_3593, Number(report.trackingNumber.slice(4, 10)));
      const live = newLive(report, policy, random);
      const letter = receivedLetter(live.row, policy);
      const letterId = uuidAt(at, random);
      live.row.history.push({
        at: live.row.receivedAt,
        kind: 'submitted',
        by: null,
        event: { code: 'filed', params: {} },
        note: null,
        letter: historyLetter(letterId, letter),
      });
      audit(live.row.receivedAt, 'person', 'report.file', report.id, { trackingNumber: report.trackingNumber });
      live.steps = lifeOf(report, policy, seed, clock);
      queueLetter(live, letterId, letter, at);
      nextStep(live);
      settle(live);
    },
    finish: () => catchUp(Number.MAX_SAFE_INTEGER),
    take: rows.take,
    counts: () => ({ ...counts, cases, tracking }),
  };
}
