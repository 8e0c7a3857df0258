// oxlint-disable-next-line import/default -- the library's types say `export =`, which is its default import
import Database from 'better-sqlite3';
import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';
import { migrate } from './migrate.ts';
import { reconcileQueue } from './queue-indexes.ts';

/** The one door to SQLite: nothing else imports the library, others take this type. */
export type Db = Database.Database;

export type CacheFile = {
  /** Path of the file, or null for a database in memory that ends with the process. */
  path: string | null;
  /** 32 random bytes in hexadecimal; null only where `path` is null. */
  keyHex: string | null;
};

/** So long a statement waits for another connection to the file, such as that of a backup program. */
const PATIENCE_MS = 5000;

const CACHE_KIB = 64 * 1024;
/**
 * Only where the checkpointer's thread is not there to do it: on this thread it holds everybody up. That thread keeps the
 * log well below this.
 */
const CHECKPOINT_PAGES = 65_536;

/**
 * Opens one officer's cache and brings its tables up to date.
 *
 * The cipher is SQLCipher's scheme (AES-256) with a raw key of 32 bytes: a key that is random already needs no key
 * derivation, which would cost 120 ms at each opening. Temporary tables stay in memory, so that no sort spills plain
 * text to the disk.
 *
 * `synchronous = FULL`: a commit is on the disk when it returns. In WAL mode the usual NORMAL can lose the last commits
 * when power fails (never their order, and never half of one), and a decision that was shown as saved must survive
 * that. What the server would give once more is committed with NORMAL (`inTransactionThatMayRepeat`).
 *
 * @throws AppError cache_unreadable when the file was written with another key or is damaged; it is left as it was.
 * @throws AppError disk_full when there is no room to open it, disk_refused when it may not be written.
 */
export function openCache(file: CacheFile): Db {
  return openWith(file, (db) => {
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma('foreign_keys = ON');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(db);
    reconcileQueue(db);
  });
}

/** Opens the file with its key; `prepare` comes before anything else that reads or writes it. */
export function openWith(file: CacheFile, prepare: (db: Db) => void): Db {
  if (file.path !== null && !/^[0-9a-f]{64}$/.test(file.keyHex ?? '')) {
    throw new AppError('cache_unreadable', { detail: { code: 'no_cache_key', params: {} } });
  }
  let db: Db;
  try {
    db = new Database(file.path ?? ':memory:', { timeout: PATIENCE_MS });
  } catch (error) {
    throw asStorageError(error);
  }
  try {
    if (file.path !== null) {
      db.pragma("cipher = 'sqlcipher'");
      db.pragma(`key = "x'${file.keyHex}'"`);
    }
    db.pragma('temp_store = MEMORY');
    // macOS alone leaves what was synced in the drive's own memory unless it is told otherwise.
    db.pragma('fullfsync = ON');
    // The first statement that reads the file: with a wrong key it fails here and has changed nothing.
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw asStorageError(error);
  }
}

/** How far each connection's commits go; asking SQLite, or telling it what it knows, costs as much as a small commit. */
const levels = new WeakMap<Db, 'NORMAL' | 'FULL'>();

function commitWith(db: Db, level: 'NORMAL' | 'FULL'): void {
  // Within a transaction SQLite does not let it be changed: the one around decides.
  if (db.inTransaction || levels.get(db) === level) return;
  db.pragma(`synchronous = ${level}`);
  levels.set(db, level);
}

function run<T>(db: Db, level: 'NORMAL' | 'FULL', work: () => T): T {
  commitSlices(db);
  commitWith(db, level);
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** One transaction around `work`; storage errors come out as AppError, and then nothing of it was saved. */
export const inTransaction = <T>(db: Db, work: () => T): T => run(db, 'FULL', work);

/**
 * The same for what the server would give once more: a power cut may take back the last of these, and then the pull goes
 * on from the cursor that was stored with what is left. A later `inTransaction` writes them through with itself.
 */
export const inTransactionThatMayRepeat = <T>(db: Db, work: () => T): T => run(db, 'NORMAL', work);

/** A transaction over several slices of long work. Whoever reads on this connection sees what it wrote so far. */
export type SlicedTransaction = {
  /**
   * Carries out one slice, in a new transaction where none is open.
   * @throws what `work` throws, as AppError where it is of the storage, and what a commit threw that somebody else needed
   *   since the last slice. Then all that is open is taken back, and the work is to be begun again.
   */
  slice: (work: () => void) => void;
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
    if (db.inTransaction) db.exec('ROLLBACK');
    timesTaken.set(db, (timesTaken.get(db) ?? 0) + 1);
    failure = asStorageError(error);
    return failure;
  };
  const commit = (): void => {
    if (failure !== null) throw failure;
    if (!isOpen) return;
    try {
      db.exec('COMMIT');
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
      db.exec('BEGIN IMMEDIATE');
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
        work();
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
