import { type ReviewForm, reviewForm } from '#shared/domain/second-review.ts';
import type { Db, Tx } from './write.ts';

/** Distinguishes these rows from drafts of acts, whose `kind` is that of the act. */
const KIND = 'second_review';

/** Unfinished second-review forms, by sample. They are stored in the table of drafts, and removed with old drafts. */
export function createReviewForms(db: Db) {
  const read = db.prepare<[string], string>(`SELECT body FROM draft WHERE report_id = ? AND kind = '${KIND}'`).pluck();
  const write = db.prepare(
    `INSERT INTO draft (report_id, kind, body, updated_at) VALUES (?, '${KIND}', ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`,
  );
  const remove = db.prepare(`DELETE FROM draft WHERE report_id = ? AND kind = '${KIND}'`);
  return {
    /** Also returns null for a form that an older version of the application stored in another format. */
    get: (sampleId: string): ReviewForm | null =>
      reviewForm.safeParse(JSON.parse(read.get(sampleId) ?? 'null')).data ?? null,
    put: (tx: Tx, sampleId: string, form: ReviewForm, at: string): void =>
      void tx.run(write, sampleId, JSON.stringify(form), at),
    remove: (tx: Tx, sampleId: string): void => void tx.run(remove, sampleId),
  };
}
