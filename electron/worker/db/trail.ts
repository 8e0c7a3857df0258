import type { Opening, OpeningUse, OpeningUses, UndoneAct } from '#shared/domain/trail.ts';
import { opening as openingSchema, TRAIL_BATCH, undoneAct as undoneSchema } from '#shared/domain/trail.ts';
import type { Db, Tx } from './write.ts';

type RawOpening = {
  id: string;
  report_id: string;
  first_at: string;
  last_at: string;
  seconds: number;
  uses: string;
  offline: number;
  changes: number;
};
type RawUndone = { id: string; report_id: string; kind: string; pressed_at: string; undone_at: string };

/** A row to send, and how many times it had changed when it was read. */
export type WaitingOpening = { opening: Opening; changes: number };

/** One use of a report. `at` is by the server's clock, `slot` by the workstation's clock. */
export type Use = { id: string; reportId: string; use: OpeningUse; slot: number; at: string; offline: boolean };

const MOST_SECONDS = 86_400;
const MOST_USES = 100_000;

/** A newer version may have stored additional uses, which this version leaves out. */
const storedUses = openingSchema.shape.uses.strip();

/** Stores which reports this officer opened, and which acts the officer undid. */
export function createTrailStore(db: Db) {
  const inSlot = db.prepare<[string, number], RawOpening>('SELECT * FROM opening WHERE report_id = ? AND slot = ?');
  const add = db.prepare(
    `INSERT INTO opening (id, report_id, slot, first_at, last_at, uses, offline)
     VALUES (@id, @reportId, @slot, @at, @at, @uses, @offline)`,
  );
  const change = db.prepare(
    `UPDATE opening SET last_at = max(last_at, @at), uses = @uses, offline = max(offline, @offline), changes = changes + 1
     WHERE id = @id`,
  );
  const lasted = db.prepare(
    `UPDATE opening SET seconds = min(seconds + @seconds, ${MOST_SECONDS}), last_at = max(last_at, @at),
       changes = changes + 1
     WHERE id = @id`,
  );
  const waiting = db.prepare<[], RawOpening>(`SELECT * FROM opening WHERE changes > sent LIMIT ${TRAIL_BATCH}`);
  const sent = db.prepare('UPDATE opening SET sent = max(sent, ?) WHERE id = ?');
  const seconds = db
    .prepare<[string], number>('SELECT coalesce(sum(seconds), 0) FROM opening WHERE report_id = ?')
    .pluck();
  const addUndone = db.prepare(
    `INSERT INTO undone_act (id, report_id, kind, pressed_at, undone_at)
     VALUES (@id, @reportId, @kind, @pressedAt, @undoneAt) ON CONFLICT DO NOTHING`,
  );
  const waitingUndone = db.prepare<[], RawUndone>(`SELECT * FROM undone_act WHERE waiting = 1 LIMIT ${TRAIL_BATCH}`);
  const undoneSent = db.prepare('UPDATE undone_act SET waiting = 0 WHERE id = ?');
  const countUndone = db.prepare<[string], number>('SELECT count(*) FROM undone_act WHERE report_id = ?').pluck();
  const openingsAgain = db.prepare('UPDATE opening SET sent = 0');
  const undoneAgain = db.prepare('UPDATE undone_act SET waiting = 1');
  const forgetOpenings = db.prepare('DELETE FROM opening WHERE last_at < ? AND changes <= sent');
  const forgetUndone = db.prepare('DELETE FROM undone_act WHERE undone_at < ? AND waiting = 0');

  return {
    /** Adds a use to the row for its report and ten-minute slot, and returns the row's id. */
    note: (tx: Tx, { id, reportId, use, slot, at, offline }: Use): string => {
      const row = inSlot.get(reportId, slot);
      const uses: OpeningUses = row === undefined ? {} : storedUses.parse(JSON.parse(row.uses));
      if (row !== undefined && use === 'copied' && uses.copied !== undefined) return row.id;
      const next = JSON.stringify({ ...uses, [use]: Math.min((uses[use] ?? 0) + 1, MOST_USES) });
      const values = { at, uses: next, offline: offline ? 1 : 0 };
      if (row === undefined) tx.run(add, { ...values, id, reportId, slot });
      else tx.run(change, { ...values, id: row.id });
      return row?.id ?? id;
    },
    /** Adds to the time that the report of this row was open. */
    lasted: (tx: Tx, id: string, secondsMore: number, at: string): void =>
      void tx.run(lasted, { id, seconds: secondsMore, at }),
    waiting: (): WaitingOpening[] => waiting.all().map((row) => ({ opening: toOpening(row), changes: row.changes })),
    sent: (tx: Tx, rows: readonly WaitingOpening[]): void => {
      for (const { opening, changes } of rows) tx.run(sent, changes, opening.id);
    },
    /** How many seconds this report was recently open here, not counting its current opening. */
    secondsOf: (reportId: string): number => seconds.get(reportId) ?? 0,
    undone: (tx: Tx, one: UndoneAct): void => void tx.run(addUndone, one),
    /** Leaves out acts of a kind that only a newer version knows; they wait for that version. */
    waitingUndone: (): UndoneAct[] => waitingUndone.all().flatMap((row) => toUndone(row) ?? []),
    undoneSent: (tx: Tx, rows: readonly UndoneAct[]): void => {
      for (const { id } of rows) tx.run(undoneSent, id);
    },
    /** How many acts on this report were recently undone here. */
    undoneOf: (reportId: string): number => countUndone.get(reportId) ?? 0,
    /** Marks all remaining rows to be sent again, because the server may have been restored from a backup. */
    sendAgain: (tx: Tx): void => {
      tx.run(openingsAgain);
      tx.run(undoneAgain);
    },
    /** Removes rows that the server has and that have not changed since this time. */
    forget: (tx: Tx, before: string): void => {
      tx.run(forgetOpenings, before);
      tx.run(forgetUndone, before);
    },
  };
}

const toOpening = (row: RawOpening): Opening =>
  openingSchema.parse({
    id: row.id,
    reportId: row.report_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
    seconds: row.seconds,
    uses: storedUses.parse(JSON.parse(row.uses)),
    offline: row.offline === 1,
  });

const toUndone = (row: RawUndone): UndoneAct | undefined =>
  undoneSchema.safeParse({
    id: row.id,
    reportId: row.report_id,
    kind: row.kind,
    pressedAt: row.pressed_at,
    undoneAt: row.undone_at,
  }).data;
