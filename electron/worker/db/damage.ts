import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';

const CALLS = ['get', 'all', 'run'] as const;
type Call = (...values: unknown[]) => unknown;
/** The methods of a connection that can hit an unreadable page; `open.ts` opens it and has the full type. */
type Connection = {
  prepare: (sql: string) => Record<(typeof CALLS)[number], Call>;
  pragma: Call;
};

/**
 * Reports the first statement on this connection that hits an unreadable page. Any read can hit such a page, even in
 * the background and long after the file was opened. Code that depends on the page can't recover by itself.
 */
export function watchForDamage(opened: object, onDamage: () => void): void {
  const db = opened as Connection;
  let isTold = false;
  const watched =
    (work: Call): Call =>
    (...values) => {
      try {
        return work(...values);
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
  db.prepare = (sql) => {
    const statement = prepare(sql);
    for (const name of CALLS) statement[name] = watched(statement[name].bind(statement));
    return statement;
  };
  db.pragma = watched(db.pragma.bind(db));
}
