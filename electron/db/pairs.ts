import { type PairDecision, pairDecision } from '#shared/domain/pair.ts';
import type { Db } from './open.ts';

export type PairStore = ReturnType<typeof createPairStore>;

/** What people decided about pairs of reports, as the server last said. Writers run inside their caller's transaction. */
export function createPairStore(db: Db) {
  const put = db.prepare(
    `INSERT INTO pair_decision (left_id, right_id, generation, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (left_id, right_id) DO UPDATE SET generation = excluded.generation, body = excluded.body`,
  );
  const ofReport = db
    .prepare<[string, string], string>(
      'SELECT body FROM pair_decision WHERE left_id = ? UNION ALL SELECT body FROM pair_decision WHERE right_id = ?',
    )
    .pluck();
  const stale = db.prepare<[number], string>('DELETE FROM pair_decision WHERE generation < ? RETURNING body').pluck();
  return {
    save: (given: PairDecision, generation: number): void =>
      void put.run(given.reports[0], given.reports[1], generation, JSON.stringify(given)),
    ofReport: (reportId: string): PairDecision[] => ofReport.all(reportId, reportId).map(parse),
    /** Forgets, and answers with, what a whole pull no longer brought. */
    dropStale: (generation: number): PairDecision[] => stale.all(generation).map(parse),
  };
}

const parse = (body: string): PairDecision => pairDecision.parse(JSON.parse(body));
