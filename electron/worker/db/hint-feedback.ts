import type { Db, Tx } from './write.ts';

export type HintSaid = { reportId: string; code: string; wrong: boolean };

/** Stores the officer's feedback on hints. */
export function createHintFeedback(db: Db) {
  const say = db.prepare(
    `INSERT INTO hint_feedback (report_id, code, wrong) VALUES (@reportId, @code, @wrong)
     ON CONFLICT DO UPDATE SET wrong = excluded.wrong, waiting = 1`,
  );
  const wrongOf = db
    .prepare<[string], string>('SELECT code FROM hint_feedback WHERE report_id = ? AND wrong = 1')
    .pluck();
  const waiting = db.prepare<[], { report_id: string; code: string; wrong: number }>(
    'SELECT report_id, code, wrong FROM hint_feedback WHERE waiting = 1 LIMIT 20',
  );
  const reopen = db.prepare('UPDATE hint_feedback SET wrong = 0 WHERE report_id = ? AND code = ?');
  const told = db.prepare(
    'UPDATE hint_feedback SET waiting = 0 WHERE report_id = @reportId AND code = @code AND wrong = @wrong',
  );
  return {
    say: (tx: Tx, said: HintSaid): void => void tx.run(say, { ...said, wrong: said.wrong ? 1 : 0 }),
    /** Codes of the hints that this officer dismissed on a report. */
    wrongOf: (reportId: string): ReadonlySet<string> => new Set(wrongOf.all(reportId)),
    /** Shows a dismissed hint again here. The officer did not say so, so the server is not told. */
    reopen: (tx: Tx, reportId: string, code: string): void => void tx.run(reopen, reportId, code),
    waiting: (): HintSaid[] =>
      waiting.all().map(({ report_id: reportId, code, wrong }) => ({ reportId, code, wrong: wrong === 1 })),
    /** Records that the server has received the feedback, unless the officer has changed it in the meantime. */
    told: (tx: Tx, { reportId, code, wrong }: HintSaid): void =>
      void tx.run(told, { reportId, code, wrong: wrong ? 1 : 0 }),
  };
}
