import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';

/** A prepared statement. One that writes is carried out by `Tx.run` alone. */
export type Query<P extends unknown[], R> = {
  get: (...values: P) => R | undefined;
  all: (...values: P) => R[];
  /** The first column alone. */
  pluck: () => Query<P, R>;
};

/** An open cache (open.ts). It cannot write: that takes a `Tx`. */
export type Db = {
  prepare: <P extends unknown[] = unknown[], R = unknown>(sql: string) => Query<P, R>;
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  readonly inTransaction: boolean;
  close: () => void;
};

declare const leave: unique symbol;
/** Leave to write while a transaction is open: whatever writes takes it, and only `write`, `writeRepeatable` and slices give it. */
export type Tx = {
  readonly [leave]: true;
  /** @throws AppError disk_refused where the transaction is over: SQLite can take it back where a disk fails. */
  run: <P extends unknown[]>(
    query: Query<P, unknown>,
    ...values: P
  ) => { changes: number; lastInsertRowid: number | bigint };
  exec: (sql: string) => void;
};

/** What the library has besides. */
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

/** How far each connection's commits go; asking SQLite, or telling it what it knows, costs as much as a small commit. */
const levels = new WeakMap<Db, 'NORMAL' | 'FULL'>();

function commitWith(db: Db, level: 'NORMAL' | 'FULL'): void {
  // Within a transaction SQLite does not let it be changed: the one around decides.
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

/** One transaction around `work`; storage errors come out as AppError, and then nothing of it was saved. */
export const write = <T>(db: Db, work: (tx: Tx) => T): T => run(db, 'FULL', work);

/**
 * The same for what the server would give once more: a power cut may take back the last of these, and then the pull goes
 * on from the cursor that was stored with what is left. A later `write` writes them through with itself.
 */
export const writeRepeatable = <T>(db: Db, work: (tx: Tx) => T): T => run(db, 'NORMAL', work);

/** A transaction over several slices of long work. Whoever reads on this connection sees what it wrote so far. */
export type SlicedTransaction = {
  /**
   * Carries out one slice, in a new transaction where none is open.
   * @throws what `work` throws, as AppError where it is of the storage, and what a commit threw that somebody else needed
   *   since the last slice. Then all that is open is taken back, and the work is to be begun again.
   */
  slice: (work: (tx: Tx) => void) => void;
  isOpen: () => boolean;
  /** Commits what is open. @throws AppError as above */
  commit: () => void;
};

/** Commits the slices that are open on a connection. Not there while a slice is carried out. */
const openSlices = new WeakMap<Db, () => void>();
/** How often each connection took back what others may have read. */
const timesTaken = new WeakMap<Db, number>();

/**
 * Many rows share the pages of their indexes, and a commit writes each page that was touched: among a hundred reports one
 * costs half as much to commit as among twenty. Whoever else writes, or must know how long the log is, commits first what is
 * open: a decision neither waits for long work nor is lost with it. Only for what the server would give once more, or what
 * is made of that.
 */
export function slicedTransaction(db: Db): SlicedTransaction {
  let isOpen = false;
  let failure: unknown = null;
  const takeBack = (error: unknown): unknown => {
    isOpen = false;
    openSlices.delete(db);
    // A disk that is full or fails can have made SQLite do it.
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
      throw takeBack(error);
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
        throw takeBack(error);
      }
      openSlices.set(db, commit);
    },
  };
}

/** A statement that meets a disk that fails, be it somebody's question, can make SQLite take back all that is open. */
function mustBeOpen(db: Db): void {
  if (!db.inTransaction) throw new AppError('disk_refused');
}

/** Commits what slices of long work have open on this connection; a failure is told to that work, which begins again. */
export function commitSlices(db: Db): void {
  try {
    openSlices.get(db)?.();
  } catch {
    // The connection stands as before these slices, so that whoever comes now can go on.
  }
}

/** Goes up when slices that others may have read were taken back: what was remembered of them is not true any more. */
export function timesTakenBack(db: Db): number {
  // SQLite may have done it and nobody has noticed yet: then the commit fails, and it counts.
  if (openSlices.has(db) && !db.inTransaction) commitSlices(db);
  return timesTaken.get(db) ?? 0;
}
