import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';

/** A prepared statement. Statements that write can only be run by `Tx.run`. */
export type Query<P extends unknown[], R> = {
  get: (...values: P) => R | undefined;
  all: (...values: P) => R[];
  /** Makes the query return only the first column. */
  pluck: () => Query<P, R>;
};

/** An open cache (open.ts). It cannot write; writing requires a `Tx`. */
export type Db = {
  prepare: <P extends unknown[] = unknown[], R = unknown>(sql: string) => Query<P, R>;
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  readonly inTransaction: boolean;
  close: () => void;
};

declare const leave: unique symbol;
/**
 * Permission to write while a transaction is open. All code that writes takes a `Tx`, and only `write`, `writeRepeatable`
 * and sliced transactions provide one.
 */
export type Tx = {
  readonly [leave]: true;
  /** @throws AppError disk_refused when the transaction has already ended: SQLite can roll it back when a disk fails. */
  run: <P extends unknown[]>(
    query: Query<P, unknown>,
    ...values: P
  ) => { changes: number; lastInsertRowid: number | bigint };
  exec: (sql: string) => void;
};

/** The library's other methods, not exposed by `Db`. */
type Connection = Db & {
  exec: (sql: string) => unknown;
  transaction: <T>(work: () => T) => { immediate: () => T };
};
type Command = { run: (...values: unknown[]) => ReturnType<Tx['run']> };

const exec = (db: Db, sql: string): void => void (db as Connection).exec(sql);

const leaveOf = (db: Db): Tx => {
  const tx: Omit<Tx, typeof leave> = {
    run: (query, ...values) => {
      mustBeOpen(db);
      return (query as unknown as Command).run(...values);
    },
    exec: (sql) => {
      mustBeOpen(db);
      exec(db, sql);
    },
  };
  return tx as Tx;
};

/**
 * Each connection's current `synchronous` level. Cached, because reading or setting it costs as much as a small commit.
 */
const levels = new WeakMap<Db, 'NORMAL' | 'FULL'>();

function commitWith(db: Db, level: 'NORMAL' | 'FULL'): void {
  // SQLite does not allow changing `synchronous` within a transaction, so the outer transaction's level applies.
  if (db.inTransaction || levels.get(db) === level) return;
  db.pragma(`synchronous = ${level}`);
  levels.set(db, level);
}

function run<T>(db: Db, level: 'NORMAL' | 'FULL', work: (tx: Tx) => T): T {
  commitSlices(db);
  commitWith(db, level);
  try {
    return (db as Connection).transaction(() => work(leaveOf(db))).immediate();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** Runs `work` in one transaction; storage errors are thrown as AppError, and then nothing was saved. */
export const write = <T>(db: Db, work: (tx: Tx) => T): T => run(db, 'FULL', work);

/**
 * Like `write`, for data the server can send again: a power failure may lose the last of these commits, and the pull then
 * resumes from the cursor stored along with the data that survived. A later `write` also flushes these commits to disk.
 */
export const writeRepeatable = <T>(db: Db, work: (tx: Tx) => T): T => run(db, 'NORMAL', work);

/** A transaction over several slices of long work. Reads on this connection see what it has written so far. */
export type SlicedTransaction = {
  /**
   * Runs one slice, in a new transaction if none is open.
   * @throws what `work` throws (storage errors as AppError), or the error of a commit that another write forced since the
   * last slice. Then all open slices are rolled back, and their work must be done again.
   */
  slice: (work: (tx: Tx) => void) => void;
  isOpen: () => boolean;
  /** Commits the open transaction. @throws AppError as above */
  commit: () => void;
};

/** The function that commits a connection's open slices. Not set while a slice is running. */
const openSlices = new WeakMap<Db, () => void>();
/** How many times each connection has rolled back data that others may have read. */
const timesTaken = new WeakMap<Db, number>();

/**
 * Commits several slices together. Rows share index pages, and a commit writes each modified page: committing a hundred
 * reports together takes half as much time per report as committing twenty. Any other write, or reading the log's length,
 * first commits the open slices, so that a decision neither waits for long work nor is lost with it. Only for data that
 * the server can send again, or that is derived from such data.
 */
export function slicedTransaction(db: Db): SlicedTransaction {
  let isOpen = false;
  let failure: unknown = null;
  const rollBack = (error: unknown): unknown => {
    isOpen = false;
    openSlices.delete(db);
    // On a full or failing disk, SQLite may have rolled back already.
    if (db.inTransaction) exec(db, 'ROLLBACK');
    timesTaken.set(db, (timesTaken.get(db) ?? 0) + 1);
    failure = asStorageError(error);
    return failure;
  };
  const commit = (): void => {
    if (failure !== null) throw failure;
    if (!isOpen) return;
    try {
      exec(db, 'COMMIT');
    } catch (error) {
      throw rollBack(error);
    }
    isOpen = false;
    openSlices.delete(db);
  };
  const begin = (): void => {
    commitSlices(db);
    commitWith(db, 'NORMAL');
    try {
      exec(db, 'BEGIN IMMEDIATE');
    } catch (error) {
      throw asStorageError(error);
    }
    isOpen = true;
  };
  return {
    isOpen: () => isOpen,
    commit,
    slice: (work) => {
      if (failure !== null) throw failure;
      if (!isOpen) begin();
      openSlices.delete(db);
      try {
        mustBeOpen(db);
        work(leaveOf(db));
        mustBeOpen(db);
      } catch (error) {
        throw rollBack(error);
      }
      openSlices.set(db, commit);
    },
  };
}

/**
 * Throws if the transaction is no longer open: any statement that hits a failing disk, even a read, can make SQLite
 * roll it back.
 */
function mustBeOpen(db: Db): void {
  if (!db.inTransaction) throw new AppError('disk_refused');
}

/** Commits the open slices of long work on this connection. If that fails, the long work gets the error and starts over. */
export function commitSlices(db: Db): void {
  try {
    openSlices.get(db)?.();
  } catch {
    // The connection is back in the state before these slices, so the caller can continue with its own write.
  }
}

/**
 * Returns a counter that increases whenever slices that others may have read are rolled back. Anything cached from
 * those slices is then invalid.
 */
export function timesRolledBack(db: Db): number {
  // SQLite may have rolled back silently. The commit then fails, which increases the counter.
  if (openSlices.has(db) && !db.inTransaction) commitSlices(db);
  return timesTaken.get(db) ?? 0;
}
