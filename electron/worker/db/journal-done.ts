import type { Db, Tx } from './write.ts';

/**
 * Decisions that left the outbox but are still in the sealed journal. A row is written in the transaction that removes
 * the decision from the outbox. It is deleted once the journal has the tombstone, so a crash in between loses no
 * tombstone.
 */
export function createJournalDone(db: Db) {
  const list = db.prepare<[], string>('SELECT id FROM journal_done').pluck();
  const remove = db.prepare('DELETE FROM journal_done WHERE id = ?');
  return {
    list: (): string[] => list.all(),
    remove: (tx: Tx, ids: readonly string[]): void => {
      for (const id of ids) tx.run(remove, id);
    },
  };
}
