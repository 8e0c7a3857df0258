import type { Db, Tx } from './write.ts';

/** The contents of files attached to messages that are still being written or waiting to be sent. */
export function createMessageFiles(db: Db) {
  const add = db.prepare('INSERT INTO message_file (id, content, added_at) VALUES (?, ?, ?)');
  const read = db.prepare<[string], Buffer>('SELECT content FROM message_file WHERE id = ?').pluck();
  const remove = db.prepare('DELETE FROM message_file WHERE id = ?');
  const unused = db.prepare(
    `DELETE FROM message_file WHERE added_at < ?
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(act, message_file.id) > 0)
       AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(body, message_file.id) > 0)`,
  );
  return {
    add: (tx: Tx, id: string, content: Buffer, at: string): void => void tx.run(add, id, content, at),
    read: (id: string): Buffer | null => read.get(id) ?? null,
    remove: (tx: Tx, ids: readonly string[]): void => ids.forEach((id) => void tx.run(remove, id)),
    /** Removes files added before this time that no draft or unsent message refers to. */
    removeUnused: (tx: Tx, before: string): void => void tx.run(unused, before),
  };
}
