import { z } from 'zod';
import {
  type Act,
  act as actSchema,
  type Circumstances,
  circumstances as circumstancesSchema,
  type Seen,
  seen as seenSchema,
} from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { leavesQueue } from '#shared/domain/workflow.ts';
import type { ErrorShape } from '#shared/errors.ts';
import { type OutboxRow, outboxRow } from '#shared/ipc-shapes.ts';
import { readProblem } from './stored-problem.ts';
import type { Db, Tx } from './write.ts';

/** A row with the push's internal state. `maybeSent` means that the server may have it although no response came. */
export type QueuedAct = OutboxRow & {
  seq: number;
  /** Null for an act that an earlier version of the application stored. */
  circumstances: Circumstances | null;
  maybeSent: boolean;
  nextTryAt: string | null;
};
export type OutboxCounts = { held: number; waiting: number; needsYou: number };

type Raw = {
  seq: number;
  id: string;
  report_id: string;
  tracking_number: string;
  act: string;
  seen: string;
  state: string;
  created_at: string;
  hold_until: string;
  attempts: number;
  maybe_sent: number;
  next_try_at: string | null;
  problem: string | null;
  circumstances: string | null;
};

/** Maximum number of waiting rows listed, since no one reads more; the total is counted separately. */
const SHOWN_WAITING = 200;

/**
 * Acts waiting to be sent to the server. Invariant: a row is removed only when the server acknowledges it
 * (`acknowledged`) or the officer removes or replaces it (`remove`).
 */
export function createOutbox(db: Db) {
  const add = db.prepare(
    `INSERT INTO outbox (id, report_id, tracking_number, act, seen, leaves_queue, state, created_at, hold_until, circumstances)
     VALUES (@id, @reportId, @trackingNumber, @act, @seen, @leavesQueue, 'held', @createdAt, @holdUntil, @circumstances)`,
  );
  const shown = db.prepare<[number], Raw>(
    `SELECT * FROM outbox WHERE state <> 'waiting' OR seq IN (SELECT seq FROM outbox WHERE state = 'waiting' ORDER BY seq LIMIT ?)
     ORDER BY seq`,
  );
  const one = db.prepare<[string], Raw>('SELECT * FROM outbox WHERE id = ?');
  const ofReport = db.prepare<[string], Raw>('SELECT * FROM outbox WHERE report_id = ? ORDER BY seq');
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?');
  // Records that the journal still needs a tombstone for a decision. Runs in the transaction that deletes the
  // decision's row.
  const owe = db.prepare('INSERT INTO journal_done (id) VALUES (?) ON CONFLICT DO NOTHING');
  const leave = (tx: Tx, id: string): void => {
    tx.run(remove, id);
    tx.run(owe, id);
  };
  const release = db.prepare("UPDATE outbox SET state = 'waiting' WHERE state = 'held' AND hold_until <= ?");
  const releaseAll = db.prepare("UPDATE outbox SET state = 'waiting' WHERE state = 'held'");
  const holdAgain = db.prepare("UPDATE outbox SET hold_until = ? WHERE state = 'held'");
  // Acts on a report are sent in order: a row may be sent only when no earlier row of its report is held or waiting.
  const first = `state = 'waiting' AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE report_id = o.report_id AND seq < o.seq AND state IN ('held', 'waiting'))`;
  // Scans in row order and stops at the limit; with an index on the state, SQLite would sort all waiting rows just to
  // send a few.
  const due = db.prepare<[{ now: string; limit: number; generation: number }], Raw>(
    `SELECT * FROM outbox AS o NOT INDEXED WHERE ${first} AND (next_try_at IS NULL OR next_try_at <= @now)
       AND (@generation = 0 OR EXISTS (SELECT 1 FROM report WHERE id = o.report_id AND generation >= @generation))
     ORDER BY seq LIMIT @limit`,
  );
  const notPulled = db
    .prepare<[number], string>(
      `SELECT DISTINCT report_id FROM outbox AS o WHERE state = 'waiting'
         AND EXISTS (SELECT 1 FROM report WHERE id = o.report_id AND generation < ?)`,
    )
    .pluck();
  const nextDue = db
    .prepare<[], string | null>(`SELECT min(coalesce(next_try_at, '')) FROM outbox AS o WHERE ${first}`)
    .pluck();
  const ids = db.prepare<[], string>('SELECT id FROM outbox').pluck();
  const holdAtMost = db.prepare("UPDATE outbox SET hold_until = @latest WHERE state = 'held' AND hold_until > @latest");
  const tryAtMost = db.prepare('UPDATE outbox SET next_try_at = @latest WHERE next_try_at > @latest');
  const tryNow = db.prepare('UPDATE outbox SET next_try_at = NULL WHERE next_try_at IS NOT NULL');
  const nextHold = db.prepare<[], string | null>("SELECT min(hold_until) FROM outbox WHERE state = 'held'").pluck();
  const heldReports = db.prepare<[], string>("SELECT DISTINCT report_id FROM outbox WHERE state = 'held'").pluck();
  const sending = db.prepare('UPDATE outbox SET attempts = attempts + 1, maybe_sent = 1 WHERE id = ?');
  const later = db.prepare('UPDATE outbox SET maybe_sent = ?, next_try_at = ?, problem = ? WHERE id = ?');
  const settle = db.prepare(
    'UPDATE outbox SET state = ?, maybe_sent = 0, next_try_at = NULL, problem = ?, theirs = ? WHERE id = ?',
  );
  const rebase = db.prepare(
    "UPDATE outbox SET seen = ?, base = NULL WHERE id = ? AND state IN ('held', 'waiting') AND maybe_sent = 0",
  );
  const keepBase = db.prepare('UPDATE outbox SET base = ? WHERE id = ? AND base IS NULL');
  const counts = db.prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state');
  const theirs = db.prepare<[string], string | null>('SELECT theirs FROM outbox WHERE id = ?').pluck();
  const base = db.prepare<[string], string | null>('SELECT base FROM outbox WHERE id = ?').pluck();

  return {
    add: (
      tx: Tx,
      row: Pick<OutboxRow, 'id' | 'reportId' | 'trackingNumber' | 'act' | 'seen' | 'createdAt' | 'holdUntil'> & {
        circumstances?: Circumstances | null;
      },
    ): void =>
      void tx.run(add, {
        ...row,
        act: JSON.stringify(row.act),
        seen: JSON.stringify(row.seen),
        circumstances: row.circumstances == null ? null : JSON.stringify(row.circumstances),
        leavesQueue: leavesQueue(row.act.kind) ? 1 : 0,
      }),
    /**
     * Returns rows in their undo period or in need of the officer's attention, plus the first `waiting` rows that are
     * waiting, in order.
     */
    list: (waiting = SHOWN_WAITING): QueuedAct[] => shown.all(waiting).map(parse),
    get: (id: string): QueuedAct | null => {
      const row = one.get(id);
      return row === undefined ? null : parse(row);
    },
    ofReport: (reportId: string): QueuedAct[] => ofReport.all(reportId).map(parse),
    /**
     * Returns the server's version of the report, saved when the server refused this row with a conflict. The result is
     * not validated.
     */
    theirs: (id: string): unknown => {
      const text = theirs.get(id) ?? null;
      return text === null ? null : JSON.parse(text);
    },
    /**
     * Returns the report as it was when the officer decided, if another version has replaced it since. The result is
     * not validated.
     */
    base: (id: string): unknown => {
      const text = base.get(id) ?? null;
      return text === null ? null : JSON.parse(text);
    },
    counts: (): OutboxCounts => {
      const by = new Map(counts.all().map(({ state, n }) => [state, n]));
      const of = (state: string) => by.get(state) ?? 0;
      return { held: of('held'), waiting: of('waiting'), needsYou: of('conflict') + of('refused') };
    },

    /** Ends the undo periods whose time is up; returns how many. */
    release: (tx: Tx, now: string): number => tx.run(release, now).changes,
    /**
     * Restarts the undo period of every held row. Called after the application restarts, because the officer has not
     * seen the undo bar yet.
     */
    holdAgain: (tx: Tx, until: string): void => void tx.run(holdAgain, until),
    /** Ends all undo periods at once: the officer wants to send now. */
    releaseAll: (tx: Tx): void => void tx.run(releaseAll),
    nextHold: (): string | null => nextHold.get() ?? null,
    /** Reports with a decision in its undo period. */
    heldReports: (): string[] => heldReports.all(),
    /**
     * The first `limit` rows that may be sent now, at most one per report. With a `generation`, only rows whose report
     * came with the full pull of that number.
     */
    due: (now: string, limit: number, generation = 0): QueuedAct[] => due.all({ now, limit, generation }).map(parse),
    /** Reports of waiting rows that the full pull of this generation has not brought yet. */
    notPulled: (generation: number): string[] => notPulled.all(generation),
    /** When the next row may be sent (empty string: now), or null when none is waiting. */
    nextDue: (): string | null => nextDue.get() ?? null,
    ids: (): string[] => ids.all(),
    /**
     * Shortens undo periods and retry delays so that they end no later than these times, in case the clock has been set
     * back.
     */
    endAtMost: (tx: Tx, hold: string, pause: string): void => {
      tx.run(holdAtMost, { latest: hold });
      tx.run(tryAtMost, { latest: pause });
    },
    /** Ends all retry delays, because the officer wants to try again now. */
    tryNow: (tx: Tx): void => void tx.run(tryNow),

    sending: (tx: Tx, id: string): void => void tx.run(sending, id),
    /** Keeps a row for a retry. `maybeSent` is false only when the request definitely never reached the server. */
    tryLater: (tx: Tx, id: string, maybeSent: boolean, at: string, problem: ErrorShape): void =>
      void tx.run(later, maybeSent ? 1 : 0, at, JSON.stringify(problem), id),
    needsOfficer: (tx: Tx, id: string, state: 'conflict' | 'refused', problem: ErrorShape, current: unknown): void =>
      void tx.run(settle, state, JSON.stringify(problem), current === undefined ? null : JSON.stringify(current), id),
    /**
     * Stores the report as it was when the officer decided. Needed when different content replaces the report under the
     * same version number.
     */
    keepBase: (tx: Tx, id: string, report: Report): void => void tx.run(keepBase, JSON.stringify(report), id),
    rebase: (tx: Tx, id: string, seen: Seen): void => void tx.run(rebase, JSON.stringify(seen), id),

    acknowledged: leave,
    remove: leave,
  };
}

function parse(raw: Raw): QueuedAct {
  const act: Act = actSchema.parse(JSON.parse(raw.act));
  return {
    seq: raw.seq,
    id: raw.id,
    reportId: raw.report_id,
    trackingNumber: raw.tracking_number,
    act,
    seen: seenSchema.parse(JSON.parse(raw.seen)),
    state: outboxRow.shape.state.parse(raw.state),
    createdAt: raw.created_at,
    holdUntil: raw.hold_until,
    attempts: z.int().parse(raw.attempts),
    problem: readProblem(raw.problem),
    maybeSent: raw.maybe_sent === 1,
    nextTryAt: raw.next_try_at,
    circumstances: raw.circumstances === null ? null : circumstancesSchema.parse(JSON.parse(raw.circumstances)),
  };
}
