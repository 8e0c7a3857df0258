import type { Db, Tx } from './write.ts';

export type FileCopy = 'view' | 'original';
export type KeptFile = { name: string; key: Buffer; bytes: number };

/** The report files sealed on this workstation, with each file's key. Rows are deleted with their report. */
export function createFileStore(db: Db) {
  const get = db.prepare<[string, FileCopy], KeptFile>(
    'SELECT name, key, bytes FROM file WHERE attachment_id = ? AND copy = ?',
  );
  const add = db.prepare(
    `INSERT INTO file (attachment_id, copy, seq, name, key, bytes)
     SELECT @attachmentId, @copy, seq, @name, @key, @bytes FROM report WHERE id = @reportId
     ON CONFLICT DO UPDATE SET name = excluded.name, key = excluded.key, bytes = excluded.bytes`,
  );
  const remove = db.prepare('DELETE FROM file WHERE name = ?');
  const names = db.prepare<[], string>('SELECT name FROM file').pluck();
  const here = db
    .prepare<[string], string>('SELECT DISTINCT attachment_id FROM file JOIN report USING (seq) WHERE report.id = ?')
    .pluck();
  const total = db.prepare<[], { count: number; bytes: number }>(
    'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM file',
  );
  return {
    get: (attachmentId: string, copy: FileCopy): KeptFile | null => get.get(attachmentId, copy) ?? null,
    /** Returns false when the report has left the cache in the meantime: then the caller must delete the file. */
    add: (tx: Tx, file: KeptFile & { reportId: string; attachmentId: string; copy: FileCopy }): boolean =>
      tx.run(add, file).changes > 0,
    remove: (tx: Tx, name: string): void => void tx.run(remove, name),
    names: (): Set<string> => new Set(names.all()),
    /** A report's attachments that have a local copy. */
    ofReport: (reportId: string): string[] => here.all(reportId),
    total: (): { count: number; bytes: number } => total.get() ?? { count: 0, bytes: 0 },
  };
}
