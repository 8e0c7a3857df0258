import { type PairDecision, pairDecision } from '#shared/domain/pair.ts';
import type { Db, Tx } from './write.ts';

export type PairStore = ReturnType<typeof createPairStore>;
export type Decided = Pick<PairDecision, 'reports' | 'decision'>;

/** Decisions about pairs of reports, as last received from the server. */
export function createPairStore(db: Db) {
  const put = db.prepare(
    `INSERT INTO pair_decision (left_id, right_id, generation, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (left_id, right_id) DO UPDATE SET generation = excluded.generation, body = excluded.body`,
  );
  const either =
    'SELECT * FROM pair_decision WHERE left_id = @id UNION ALL SELECT * FROM pair_decision WHERE right_id = @id';
  const ofReport = db.prepare<[{ id: string }], string>(`SELECT body FROM (${either})`).pluck();
  const findBody = db
    .prepare<[string, string], string>('SELECT body FROM pair_decision WHERE left_id = ? AND right_id = ?')
    .pluck();
  const pending = db.prepare<[{ id: string }], { left: string; right: string; decision: Decided['decision'] }>(
    `SELECT left_id AS left, right_id AS right, decision FROM pair_outbox
     WHERE (left_id = @id OR right_id = @id) AND state IN ('held', 'waiting') ORDER BY seq`,
  );
  const any = db
    .prepare<[], number>('SELECT EXISTS (SELECT 1 FROM pair_decision) OR EXISTS (SELECT 1 FROM pair_outbox)')
    .pluck();
  const stale = db.prepare<[number], string>('SELECT body FROM pair_decision WHERE generation < ?').pluck();
  const dropStale = db.prepare<[number]>('DELETE FROM pair_decision WHERE generation < ?');
  return {
    save: (tx: Tx, given: PairDecision, generation: number): void =>
      void tx.run(put, given.reports[0], given.reports[1], generation, JSON.stringify(given)),
    /** Returns the latest decision about this pair (smaller id first) received from the server, or null. */
    decisionOf: ([left, right]: PairDecision['reports']): PairDecision | null => {
      const body = findBody.get(left, right);
      return body === undefined ? null : parse(body);
    },
    /** Returns the decisions in effect for a report's pairs: an unsent decision overrides the server's. */
    ofReport: (reportId: string): Decided[] => {
      const decided = new Map<string, Decided>();
      for (const one of ofReport.all({ id: reportId }).map(parse)) decided.set(one.reports.join(), one);
      for (const { left, right, decision } of pending.all({ id: reportId })) {
        const reports: Decided['reports'] = [left, right];
        decided.set(reports.join(), { reports, decision });
      }
      return [...decided.values()];
    },
    /** Whether any pair has been decided. */
    any: (): boolean => any.get() === 1,
    /** Deletes and returns the decisions that the latest full pull did not contain. */
    dropStale: (tx: Tx, generation: number): PairDecision[] => {
      const dropped = stale.all(generation).map(parse);
      tx.run(dropStale, generation);
      return dropped;
    },
  };
}

const parse = (body: string): PairDecision => pairDecision.parse(JSON.parse(body));
