import type Database from 'better-sqlite3';
import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';

const READS = ['get', 'all', 'run'] as const;

/**
 * Tells of the first statement of this connection that meets a page which cannot be read. Any read can, long after the
 * file was opened and also one in the background, and nothing that depends on that page works again by itself.
 */
export function watchForDamage(db: Database.Database, onDamage: () => void): void {
  let isTold = false;
  const watched =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    (...given: A): R => {
      try {
        return work(...given);
      } catch (error) {
        const known = asStorageError(error);
        if (!isTold && known instanceof AppError && known.code === 'cache_unreadable') {
          isTold = true;
          onDamage();
        }
        throw error;
      }
    };
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    const statement = prepare(sql);
    for (const name of READS) statement[name] = watched(statement[name].bind(statement)) as never;
    return statement;
  }) as typeof db.prepare;
  db.pragma = watched(db.pragma.bind(db)) as typeof db.pragma;
}
