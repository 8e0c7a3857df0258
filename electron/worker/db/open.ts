import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
// oxlint-disable-next-line import/default -- the library's types say `export =`, which is its default import
import Database from 'better-sqlite3';
import { asStorageError } from '#electron/common/storage-error.ts';
import { AppError } from '#shared/errors.ts';
import { watchForDamage } from './damage.ts';
import { migrate, rebuild } from './migrate.ts';
import { reconcileQueue } from './queue-indexes.ts';
import { keepSalvaged, salvageOwnData } from './salvage.ts';
import type { Db } from './write.ts';

export type CacheFile = {
  /** Path of the file, or null for an in-memory database. */
  path: string | null;
  /** 32 random bytes in hexadecimal; null only when `path` is null. */
  keyHex: string | null;
};

export type OpenOptions = {
  /** True to empty the cache first, except for the officer's own work. */
  rebuild?: boolean;
  /** After a rollback from a newer version: when to continue pulling, as an ISO 8601 instant. */
  refillAt?: () => string;
  /**
   * A damaged cache that this cache replaces, and when it did so. The readable part of the officer's own work is copied
   * from the damaged cache.
   */
  replaces?: { path: string; at: string };
  /** Called once, when a page of the open file cannot be read. */
  onDamage?: () => void;
};

/** How long a statement waits for a lock held by another connection to the file, such as a backup program's. */
const TIMEOUT_MS = 5000;

const CACHE_KIB = 64 * 1024;
/**
 * When the log reaches this size, SQLite checkpoints on this connection, which blocks this thread. This only happens if
 * the checkpoint thread is not running, because that thread keeps the log well below this size.
 */
const CHECKPOINT_PAGES = 65_536;

/**
 * Opens one officer's cache and brings its tables up to date.
 * The cipher is SQLCipher's scheme (AES-256) with a raw 32-byte key: a random key needs no key derivation, which would
 * cost 120 ms at each opening. Temporary tables stay in memory, so that no sort spills plain text to disk.
 * `synchronous = FULL`: a commit is on disk when it returns. In WAL mode, the usual NORMAL can lose the last commits
 * when power fails, although never their order and never half of a commit. A decision that was shown as saved must
 * survive a power failure. Data the server can send again is committed with NORMAL (`writeRepeatable`).
 * A newer version's cache is emptied, except for the officer's own work (migrate.ts).
 * @throws AppError cache_unreadable when the file was written with another key or is damaged; the file is left
 * unchanged.
 * @throws AppError cache_unreadable (no_cipher) when nothing would be encrypted.
 * @throws AppError disk_full when there is no room to open it, disk_refused when it can't be written.
 */
export function openCache(file: CacheFile, options: OpenOptions = {}): Db {
  return openWith(file, (db) => {
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma('foreign_keys = ON');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    const rolledBack = (): void => {
      const refillAt = options.refillAt?.();
      if (refillAt !== undefined) db.prepare("INSERT INTO meta (key, value) VALUES ('refill_at', ?)").run(refillAt);
    };
    if (options.rebuild === true) rebuild(db);
    else migrate(db, rolledBack);
    reconcileQueue(db);
    if (options.replaces !== undefined) takeOver(db, { ...file, path: options.replaces.path }, options.replaces.at);
    if (options.onDamage !== undefined) watchForDamage(db, options.onDamage);
  });
}

function takeOver(db: Database.Database, damaged: CacheFile, at: string): void {
  const name = basename(damaged.path ?? '');
  // Copied already, before the application ended: decisions that were sent or undone since must not come back.
  if (db.prepare("SELECT 1 FROM meta WHERE key = 'rescued_from' AND value = ?").get(name) !== undefined) return;
  let own: ReturnType<typeof salvageOwnData> = new Map();
  try {
    const from = openWith(damaged, () => undefined);
    own = salvageOwnData(from as unknown as Parameters<typeof salvageOwnData>[0]);
    from.close();
  } catch (error) {
    // The copy is intact: it can be read once there is room, or once no other program has it open.
    if (error instanceof AppError && (error.code === 'disk_full' || error.code === 'cache_busy')) throw error;
    // Not even the first page can be read, so the officer's own work is only in the sealed journal.
  }
  db.transaction(() => {
    keepSalvaged(db, own);
    const note = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
    note.run('replaced_at', at);
    note.run('rescued_from', name);
  }).immediate();
}

/** Opens the file with its key, checks the key by a first read, and then calls `prepare`. */
export function openWith(file: CacheFile, prepare: (db: Database.Database) => void): Database.Database {
  if (file.path !== null && !/^[0-9a-f]{64}$/.test(file.keyHex ?? '')) {
    throw new AppError('cache_unreadable', { detail: { code: 'no_cache_key', params: {} } });
  }
  let db: Database.Database;
  try {
    db = new Database(file.path ?? ':memory:', { timeout: TIMEOUT_MS });
  } catch (error) {
    throw asStorageError(error);
  }
  try {
    if (file.path !== null) {
      db.pragma("cipher = 'sqlcipher'");
      // SQLite without encryption silently ignores both pragmas and would store plain text.
      if (db.pragma('cipher', { simple: true }) !== 'sqlcipher') throw noCipher();
      db.pragma(`key = "x'${file.keyHex}'"`);
    }
    db.pragma('temp_store = MEMORY');
    // On macOS, a normal sync leaves data in the drive's own cache; other systems flush it by default.
    db.pragma('fullfsync = ON');
    // The first statement that reads the file: with a wrong key, it fails here without changing anything.
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    prepare(db);
    if (file.path !== null && isPlain(file.path)) throw noCipher();
    return db;
  } catch (error) {
    db.close();
    throw asStorageError(error);
  }
}

const PLAIN_HEAD = 'SQLite format 3\0';

/** Whether the file begins with the header of an unencrypted SQLite file. */
function isPlain(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(PLAIN_HEAD.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString('latin1') === PLAIN_HEAD;
  } finally {
    closeSync(file);
  }
}

const noCipher = () => new AppError('cache_unreadable', { detail: { code: 'no_cipher', params: {} } });
