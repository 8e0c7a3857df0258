import type { Policy } from '#shared/domain/policy.ts';
import { type Report, report as reportSchema } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import { fold } from './fold.ts';
import type { Db } from './open.ts';
import { offenseTitle, queueColumns } from './queue-row.ts';

const QUEUE_COLUMNS =
  'id version tracking_number received_at waiting_since kind offense_code offense offense_key location location_key person person_key state state_rank claim closed_at owner photos'.split(
    ' ',
  );

/** Reports as the server last gave them. Every writer here runs inside the transaction of its caller. */
export function createReportStore(db: Db) {
  const read = db.prepare<[string], { body: string }>('SELECT body FROM report WHERE id = ?');
  const known = db.prepare<[string], { seq: number; version: number; generation: number }>(
    'SELECT seq, version, generation FROM report WHERE id = ?',
  );
  const add = db.prepare('INSERT INTO report (id, version, generation, body) VALUES (?, ?, ?, ?)');
  const replace = db.prepare('UPDATE report SET version = ?, generation = ?, body = ? WHERE seq = ?');
  // A decision that is held or waiting takes its report out of the queue at once; one in conflict brings it back.
  const inQueue = `@open AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE report_id = @id AND leaves_queue = 1 AND state IN ('held', 'waiting'))`;
  const list = db.prepare(
    `INSERT INTO queue (seq, in_queue, hints, repeats, ${QUEUE_COLUMNS.join(', ')})
     VALUES (@seq, ${inQueue}, @hints, 0, ${QUEUE_COLUMNS.map((one) => `@${one}`).join(', ')})
     ON CONFLICT (seq) DO UPDATE SET ${['in_queue', 'hints', ...QUEUE_COLUMNS].map((one) => `${one} = excluded.${one}`).join(', ')}`,
  );
  const place = db.prepare(`UPDATE queue SET in_queue = ${inQueue} WHERE seq = @seq`);
  const stateOf = db.prepare<[string], { seq: number; state: Report['state'] }>(
    'SELECT queue.seq, queue.state FROM report JOIN queue USING (seq) WHERE report.id = ?',
  );
  const stale = db.prepare<[number], number>('SELECT seq FROM report WHERE generation < ? LIMIT 1').pluck();
  const remove = db.prepare('DELETE FROM report WHERE seq = ?');
  const rename = db.prepare('UPDATE queue SET offense = ?, offense_key = ? WHERE kind = ? AND offense_code = ?');

  return {
    get: (id: string): Report | null => {
      const row = read.get(id);
      return row === undefined ? null : reportSchema.parse(JSON.parse(row.body));
    },
    /**
     * Stores a report and its row in the lists; null when the cache has a newer version of it already. A whole pull
     * (a new `generation`) takes whatever the server has, since a restored server may be behind.
     */
    save: (report: Report, policy: Policy | null, hints: number, generation: number): number | null => {
      const before = known.get(report.id);
      if (before !== undefined && before.generation === generation && before.version > report.version) return null;
      const body = JSON.stringify(report);
      if (before !== undefined) replace.run(report.version, generation, body, before.seq);
      const seq = before?.seq ?? Number(add.run(report.id, report.version, generation, body).lastInsertRowid);
      list.run({ seq, hints, open: isOpen(report.state) ? 1 : 0, ...queueColumns(report, policy) });
      return seq;
    },
    /** Puts a report into the open queue or takes it out, by its state and what lies in the outbox. */
    place: (id: string): void => {
      const row = stateOf.get(id);
      if (row !== undefined) place.run({ seq: row.seq, id, open: isOpen(row.state) ? 1 : 0 });
    },
    /** A report that the whole pull of this generation did not bring; null when there is none left. */
    stale: (generation: number): number | null => stale.get(generation) ?? null,
    seqOf: (id: string): number | null => known.get(id)?.seq ?? null,
    remove: (seq: number): void => void remove.run(seq),
    /** Writes the titles that another policy names anew into the lists; each reads the whole list, and few ever change. */
    retitle: (before: Policy | null, after: Policy): void => {
      for (const { kind, code } of [...(before?.offenses ?? []), ...after.offenses]) {
        const title = offenseTitle(kind, code, after);
        if (title !== offenseTitle(kind, code, before)) rename.run(title, fold(title), kind, code);
      }
    },
  };
}
