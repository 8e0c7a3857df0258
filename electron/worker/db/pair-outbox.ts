import type { PairDecision } from '#shared/domain/pair.ts';
import type { ErrorShape } from '#shared/errors.ts';
import { type PairRow, pairRow } from '#shared/ipc-shapes.ts';
import type { OutboxCounts } from './outbox.ts';
import { readProblem } from './stored-problem.ts';
import type { Db, Tx } from './write.ts';

/** A row with the push's internal state. `maybeSent` means that the server may have it although no response came. */
export type QueuedPair = PairRow & { maybeSent: boolean };

type Raw = {
  id: string;
  left_id: string;
  right_id: string;
  left_number: string;
  right_number: string;
  decision: PairDecision['decision'];
  replaces: string;
  state: PairRow['state'];
  created_at: string;
  hold_until: string;
  attempts: number;
  maybe_sent: number;
  problem: string | null;
};

/**
 * Decisions about pairs waiting to be sent to the server. A row is removed only after the server's response (`remove`
 * together with `pairs.save`) or by the officer.
 */
export function createPairOutbox(db: Db) {
  const add = db.prepare(
    `INSERT INTO pair_outbox (id, left_id, right_id, left_number, right_number, decision, replaces, state, created_at, hold_until)
     VALUES (@id, @left, @right, @leftNumber, @rightNumber, @decision, @replaces, 'held', @createdAt, @holdUntil)`,
  );
  const list = db.prepare<[], Raw>('SELECT * FROM pair_outbox ORDER BY seq');
  const one = db.prepare<[string], Raw>('SELECT * FROM pair_outbox WHERE id = ?');
  const ofPair = db.prepare<[string, string], Raw>(
    'SELECT * FROM pair_outbox WHERE left_id = ? AND right_id = ? ORDER BY seq',
  );
  const ids = db.prepare<[], string>('SELECT id FROM pair_outbox').pluck();
  const remove = db.prepare('DELETE FROM pair_outbox WHERE id = ?');
  // Records that the journal still needs a tombstone for a decision. Runs in the transaction that deletes the
  // decision's row.
  const owe = db.prepare('INSERT INTO journal_done (id) VALUES (?) ON CONFLICT DO NOTHING');
  const release = db.prepare("UPDATE pair_outbox SET state = 'waiting' WHERE state = 'held' AND hold_until <= ?");
  const holdAtMost = db.prepare(
    "UPDATE pair_outbox SET hold_until = @latest WHERE state = 'held' AND hold_until > @latest",
  );
  const tryAtMost = db.prepare('UPDATE pair_outbox SET next_try_at = @latest WHERE next_try_at > @latest');
  const tryNow = db.prepare('UPDATE pair_outbox SET next_try_at = NULL WHERE next_try_at IS NOT NULL');
  const releaseAll = db.prepare("UPDATE pair_outbox SET state = 'waiting' WHERE state = 'held'");
  const holdAgain = db.prepare("UPDATE pair_outbox SET hold_until = ? WHERE state = 'held'");
  const nextHold = db
    .prepare<[], string | null>("SELECT min(hold_until) FROM pair_outbox WHERE state = 'held'")
    .pluck();
  // Decisions about a pair are sent in order, so that the latest one wins.
  const first = `state = 'waiting' AND NOT EXISTS (SELECT 1 FROM pair_outbox
    WHERE left_id = o.left_id AND right_id = o.right_id AND seq < o.seq AND state IN ('held', 'waiting'))`;
  const due = db.prepare<[string], Raw>(
    `SELECT * FROM pair_outbox AS o WHERE ${first} AND (next_try_at IS NULL OR next_try_at <= ?) ORDER BY seq LIMIT 1`,
  );
  const nextDue = db
    .prepare<[], string | null>(`SELECT min(coalesce(next_try_at, '')) FROM pair_outbox AS o WHERE ${first}`)
    .pluck();
  const sending = db.prepare('UPDATE pair_outbox SET attempts = attempts + 1, maybe_sent = 1 WHERE id = ?');
  const later = db.prepare('UPDATE pair_outbox SET maybe_sent = ?, next_try_at = ?, problem = ? WHERE id = ?');
  const refuse = db.prepare(
    "UPDATE pair_outbox SET state = 'refused', maybe_sent = 0, next_try_at = NULL, problem = ? WHERE id = ?",
  );
  const counts = db.prepare<[], { state: string; n: number }>(
    'SELECT state, count(*) AS n FROM pair_outbox GROUP BY state',
  );

  return {
    add: (
      tx: Tx,
      row: Pick<PairRow, 'id' | 'reports' | 'trackingNumbers' | 'decision' | 'replaces' | 'createdAt' | 'holdUntil'>,
    ): void =>
      void tx.run(add, {
        id: row.id,
        left: row.reports[0],
        right: row.reports[1],
        leftNumber: row.trackingNumbers[0],
        rightNumber: row.trackingNumbers[1],
        decision: row.decision,
        replaces: JSON.stringify(row.replaces),
        createdAt: row.createdAt,
        holdUntil: row.holdUntil,
      }),
    list: (): QueuedPair[] => list.all().map(parse),
    get: (id: string): QueuedPair | null => {
      const raw = one.get(id);
      return raw === undefined ? null : parse(raw);
    },
    ofPair: ([left, right]: PairRow['reports']): QueuedPair[] => ofPair.all(left, right).map(parse),
    ids: (): string[] => ids.all(),
    remove: (tx: Tx, id: string): void => {
      tx.run(remove, id);
      tx.run(owe, id);
    },
    /** Ends the undo periods whose time is up; returns how many. */
    release: (tx: Tx, now: string): number => tx.run(release, now).changes,
    /** Ends all undo periods at once: the officer wants to send now. */
    releaseAll: (tx: Tx): void => void tx.run(releaseAll),
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
    /**
     * Restarts the undo period of every held row. Called after the application restarts, because the officer has not
     * seen the undo bar yet.
     */
    holdAgain: (tx: Tx, until: string): void => void tx.run(holdAgain, until),
    nextHold: (): string | null => nextHold.get() ?? null,
    /** The first row that may be sent now. */
    due: (now: string): QueuedPair | null => {
      const raw = due.get(now);
      return raw === undefined ? null : parse(raw);
    },
    /** When the next row may be sent (empty string: now), or null when none is waiting. */
    nextDue: (): string | null => nextDue.get() ?? null,
    sending: (tx: Tx, id: string): void => void tx.run(sending, id),
    tryLater: (tx: Tx, id: string, maybeSent: boolean, at: string, problem: ErrorShape): void =>
      void tx.run(later, maybeSent ? 1 : 0, at, JSON.stringify(problem), id),
    refuse: (tx: Tx, id: string, problem: ErrorShape): void => void tx.run(refuse, JSON.stringify(problem), id),
    counts: (): OutboxCounts => {
      const by = new Map(counts.all().map(({ state, n }) => [state, n]));
      const of = (state: string) => by.get(state) ?? 0;
      return { held: of('held'), waiting: of('waiting'), needsYou: of('refused') };
    },
  };
}

function parse(raw: Raw): QueuedPair {
  const row = pairRow.parse({
    id: raw.id,
    reports: [raw.left_id, raw.right_id],
    trackingNumbers: [raw.left_number, raw.right_number],
    decision: raw.decision,
    replaces: JSON.parse(raw.replaces),
    state: raw.state,
    createdAt: raw.created_at,
    holdUntil: raw.hold_until,
    attempts: raw.attempts,
    problem: readProblem(raw.problem),
  });
  return { ...row, maybeSent: raw.maybe_sent === 1 };
}
