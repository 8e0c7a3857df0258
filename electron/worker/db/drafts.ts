import type { ActKind } from '#shared/domain/act.ts';
import { type Draft, draft as draftSchema, type KeptDraft } from '#shared/domain/draft.ts';
import type { Db, Tx } from './write.ts';

/** A newer version may have stored additional fields. */
const stored = draftSchema.strip();

/** Drafts, by report and act. They are kept when a new version of their report arrives. */
export function createDraftStore(db: Db) {
  const read = db.prepare<[string, string], { body: string; at: string }>(
    'SELECT body, updated_at AS at FROM draft WHERE report_id = ? AND kind = ?',
  );
  const any = db.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM draft WHERE report_id = ?)').pluck();
  const write = db.prepare(
    `INSERT INTO draft (report_id, kind, body, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`,
  );
  const writeOlder = db.prepare(
    `INSERT INTO draft (report_id, kind, body, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at WHERE updated_at <= ?`,
  );
  const remove = db.prepare('DELETE FROM draft WHERE report_id = ? AND kind = ?');
  /**
   * Deletes drafts that were last changed before the first parameter, if their report is gone or was closed before the
   * second parameter.
   */
  const forgotten = db.prepare<[string, string]>(
    `DELETE FROM draft WHERE updated_at < ? AND NOT EXISTS
       (SELECT 1 FROM queue WHERE queue.id = draft.report_id AND (closed_at IS NULL OR closed_at >= ?))`,
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM draft').pluck();
  const kept = (reportId: string, kind: ActKind): KeptDraft | null => {
    const row = read.get(reportId, kind);
    const draft = row === undefined ? undefined : stored.safeParse(JSON.parse(row.body)).data;
    return row === undefined || draft === undefined ? null : { draft, at: row.at };
  };
  return {
    /** Also returns null for a draft that another version of the application stored in another format. */
    kept,
    get: (reportId: string, kind: ActKind): Draft | null => kept(reportId, kind)?.draft ?? null,
    has: (reportId: string): boolean => any.get(reportId) === 1,
    put: (tx: Tx, reportId: string, kind: ActKind, draft: Draft, at: string): void =>
      void tx.run(write, reportId, kind, JSON.stringify(draft), at),
    remove: (tx: Tx, reportId: string, kind: ActKind): void => void tx.run(remove, reportId, kind),
    /**
     * Removes drafts that are older than `written` and whose report is gone or was closed before `closed`.
     * @param written compared with the time of the draft's last change, by this workstation's clock.
     * @param closed compared with the time the report was closed, by the server's clock.
     */
    removeForgotten: (tx: Tx, written: string, closed: string): void => void tx.run(forgotten, written, closed),
    /** Like `put`, unless the stored draft was changed after `since`. */
    putOlder: (tx: Tx, reportId: string, kind: ActKind, draft: Draft, since: string, at: string): void =>
      void tx.run(writeOlder, reportId, kind, JSON.stringify(draft), at, since),
    count: (): number => count.get() ?? 0,
  };
}
