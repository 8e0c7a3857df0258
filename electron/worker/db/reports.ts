import type { Policy } from '#shared/domain/policy.ts';
import { type Report, type ReportKind, report as reportSchema } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import type { HintCode } from '#shared/screening/hint.ts';
import { fold } from './fold.ts';
import { createParsedReports } from './parsed-reports.ts';
import { LISTED, queueColumns } from './queue-columns.ts';
import { offenseWords } from './queue-row.ts';
import type { Db, Tx } from './write.ts';

/** The number of a report's hints that were not dismissed, and the code of the strongest; empty if there are none. */
export type StandingHints = { count: number; flag: HintCode | '' };

/** Reading and writing this many rows takes a fraction of a millisecond. */
const FEW = 16;

type Row = Readonly<Record<string, string | number | null>>;

/** Reports as last received from the server. */
export function createReportStore(db: Db) {
  const read = db.prepare<[string], { body: string }>('SELECT body FROM report WHERE id = ?');
  const parsed = createParsedReports();
  const known = db.prepare<[string], { seq: number; version: number; generation: number }>(
    'SELECT seq, version, generation FROM report WHERE id = ?',
  );
  const add = db.prepare('INSERT INTO report (id, version, generation, body) VALUES (?, ?, ?, ?)');
  const replace = db.prepare('UPDATE report SET version = ?, body = ? WHERE seq = ?');
  const bring = db.prepare('UPDATE report SET generation = ? WHERE seq = ?');
  const leaving = db
    .prepare<[string], number>(
      "SELECT 1 FROM outbox WHERE report_id = ? AND leaves_queue = 1 AND state IN ('held', 'waiting') LIMIT 1",
    )
    .pluck();
  /**
   * A held or waiting decision removes its report from the queue at once; a conflict or refusal brings the report
   * back.
   */
  const inQueue = (id: string, state: Report['state']): 0 | 1 =>
    isOpen(state) && leaving.get(id) === undefined ? 1 : 0;
  const list = db.prepare(
    `INSERT INTO queue (seq, duplicates, ${LISTED.join(', ')}) VALUES (@seq, 0, ${LISTED.map((one) => `@${one}`).join(', ')})`,
  );
  const listed = db.prepare<[number], Row>(`SELECT ${LISTED.join(', ')} FROM queue WHERE seq = ?`);
  const place = db.prepare('UPDATE queue SET in_queue = @to WHERE seq = @seq AND in_queue <> @to');
  const updates = new Map<string, ReturnType<Db['prepare']>>();
  /**
   * SQLite updates every index that contains a column of the SET clause, changed or not, so the clause has only changed
   * columns.
   */
  const change = (tx: Tx, seq: number, before: Row, now: Row): boolean => {
    const columns = LISTED.filter((one) => before[one] !== now[one]);
    if (columns.length === 0) return false;
    const set = columns.map((one) => `${one} = @${one}`).join(', ');
    const update = updates.get(set) ?? db.prepare(`UPDATE queue SET ${set} WHERE seq = @seq`);
    updates.set(set, update);
    tx.run(update, { ...now, seq });
    return true;
  };
  const rowOf = (report: Report, policy: Policy | null, { count, flag }: StandingHints): Row => ({
    in_queue: inQueue(report.id, report.state),
    hints: count,
    flag,
    ...queueColumns(report, policy),
  });
  const countHints = db.prepare(
    `UPDATE queue SET hints = @count, flag = @flag
     WHERE seq = (SELECT seq FROM report WHERE id = @id) AND (hints <> @count OR flag <> @flag)`,
  );
  const next = db.prepare<[number], { seq: number; body: string }>(
    'SELECT seq, body FROM report WHERE seq >= ? ORDER BY seq LIMIT 1',
  );
  const stateOf = db.prepare<[string], { seq: number; state: Report['state'] }>(
    'SELECT queue.seq, queue.state FROM report JOIN queue USING (seq) WHERE report.id = ?',
  );
  const stale = db.prepare<[number], number>('SELECT seq FROM report WHERE generation < ? LIMIT 1').pluck();
  const remove = db.prepare('DELETE FROM report WHERE seq = ?');
  const titled = db.prepare<[number, number], { seq: number; kind: ReportKind; code: string | null; offense: string }>(
    'SELECT seq, kind, offense_code AS code, offense FROM queue WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const rename = db.prepare('UPDATE queue SET offense = ?, offense_key = ? WHERE seq = ?');

  return {
    get: (id: string): Report | null => {
      const row = read.get(id);
      return row === undefined ? null : parsed(id, row.body);
    },
    /**
     * Stores a report and its queue row. Returns null when the cache already has a newer version. A full pull (a new
     * `generation`) accepts any version, because a restored server may have older versions.
     */
    save: (tx: Tx, report: Report, policy: Policy | null, hints: StandingHints, generation: number): number | null => {
      const before = known.get(report.id);
      if (before !== undefined && before.generation === generation && before.version > report.version) return null;
      const body = JSON.stringify(report);
      const row = rowOf(report, policy, hints);
      if (before === undefined) {
        const seq = Number(tx.run(add, report.id, report.version, generation, body).lastInsertRowid);
        tx.run(list, { ...row, seq });
        return seq;
      }
      const { seq } = before;
      tx.run(replace, report.version, body, seq);
      if (before.generation !== generation) tx.run(bring, generation, seq);
      const old = listed.get(seq);
      if (old === undefined) tx.run(list, { ...row, seq });
      else change(tx, seq, old, row);
      return seq;
    },
    /** Adds a report to the open queue or removes it, depending on its state and the outbox. */
    place: (tx: Tx, id: string): void => {
      const row = stateOf.get(id);
      if (row !== undefined) tx.run(place, { seq: row.seq, to: inQueue(id, row.state) });
    },
    /** Updates a report's hint count and strongest hint. @returns whether they changed. */
    countHints: (tx: Tx, id: string, hints: StandingHints): boolean => tx.run(countHints, { id, ...hints }).changes > 0,
    /** Recomputes a report's queue row. @returns whether it changed. */
    listAgain: (tx: Tx, seq: number, report: Report, policy: Policy | null, hints: StandingHints): boolean => {
      const before = listed.get(seq);
      return before !== undefined && change(tx, seq, before, rowOf(report, policy, hints));
    },
    /** The first report whose `seq` is this one or higher. */
    next: (from: number): { seq: number; report: Report } | null => {
      const row = next.get(from);
      return row === undefined ? null : { seq: row.seq, report: reportSchema.parse(JSON.parse(row.body)) };
    },
    /** Returns a report that the full pull of this generation did not contain; null when none is left. */
    stale: (generation: number): number | null => stale.get(generation) ?? null,
    seqOf: (id: string): number | null => known.get(id)?.seq ?? null,
    /** Returns the version stored here, and the generation of the full pull that last contained it. */
    versionOf: (id: string): { version: number; generation: number } | null => known.get(id) ?? null,
    remove: (tx: Tx, seq: number): void => void tx.run(remove, seq),
    /**
     * Updates offense titles in the lists to those of a new policy, a few rows at a time. Each row is compared with its
     * expected value, so the next pass also corrects rows that an interrupted pass missed.
     */
    *retitle(tx: Tx, before: Policy | null, after: Policy): Generator<undefined, void> {
      const isRenamed = [...(before?.offenses ?? []), ...after.offenses].some(
        ({ kind, code }) => offenseWords(kind, code, after) !== offenseWords(kind, code, before),
      );
      if (!isRenamed) return;
      for (let rows = titled.all(-1, FEW); rows.length > 0; rows = titled.all(rows.at(-1)?.seq ?? 0, FEW)) {
        for (const { seq, kind, code, offense } of rows) {
          const title = offenseWords(kind, code, after);
          if (title !== offense) tx.run(rename, title, fold(title), seq);
        }
        yield;
      }
    },
  };
}
