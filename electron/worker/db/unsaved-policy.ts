import { type UnsavedPolicy, unsavedPolicy } from '#shared/domain/policy-draft.ts';
import type { Db, Tx } from './write.ts';

/**
 * An author's edits to a policy draft that the server does not have yet; at most one row, because an author has only
 * one draft.
 */
export function createUnsavedPolicy(db: Db) {
  const read = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'unsaved_policy'").pluck();
  const write = db.prepare(
    "INSERT INTO meta (key, value) VALUES ('unsaved_policy', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const remove = db.prepare("DELETE FROM meta WHERE key = 'unsaved_policy'");
  return {
    get: (): UnsavedPolicy | null => {
      try {
        return unsavedPolicy.parse(JSON.parse(read.get() ?? 'null'));
      } catch {
        // There are no stored edits, or they are damaged. The draft is then shown as it is on the server.
        return null;
      }
    },
    put: (tx: Tx, typed: UnsavedPolicy): void => void tx.run(write, JSON.stringify(typed)),
    remove: (tx: Tx): void => void tx.run(remove),
  };
}
