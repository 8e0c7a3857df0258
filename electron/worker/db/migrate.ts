import { AppError } from '#shared/errors.ts';
import { baseline } from './migrations/0001-baseline.ts';
import { trail } from './migrations/0002-trail.ts';
import { messageFiles } from './migrations/0003-message-files.ts';
import { dropAll, ofNewerVersion, readOwnData, type Target as Tables, writeOwnData } from './own-data.ts';

/** The parts of a database that a migration needs; `open.ts` opens it and has the full type. */
type Target = Tables & { transaction: (work: () => void) => { immediate: () => void } };

/** In order. Existing migrations are never changed; new ones are appended. */
export const MIGRATIONS: readonly string[] = [baseline, trail, messageFiles];
/** `user_version` of the baseline. Databases from before the first release have 1 to 25. */
export const BASELINE = 100;

/**
 * Brings the tables up to date in one transaction; `user_version` records how many migrations have been applied. Of a
 * cache that a newer version wrote, as after a roll-back, it keeps what the officer made, and the rest is pulled again.
 * @param onRollBack called inside the transaction that did so.
 * @throws AppError cache_unreadable when the file was written before the first release, or by a newer version that
 * doesn't leave what the officer made as this one can read it; the file is left unchanged.
 */
export function migrate(db: Target, onRollBack: () => void = () => {}): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const newest = BASELINE + MIGRATIONS.length - 1;
  if (version > newest) return rollBack(db, onRollBack);
  if (version > 0 && version < BASELINE) {
    throw new AppError('cache_unreadable', {
      detail: { code: 'cache_before_release', params: {} },
    });
  }
  if (version === newest) return;
  const done = version === 0 ? 0 : version - BASELINE + 1;
  db.transaction(() => {
    for (const sql of MIGRATIONS.slice(done)) db.exec(sql);
    db.pragma(`user_version = ${newest}`);
  }).immediate();
}

function rollBack(db: Target, after: () => void): void {
  try {
    rebuild(db, after);
  } catch (error) {
    // A full disk is not the newer version's doing.
    if (error instanceof Error && 'code' in error && OTHER_SHAPE.includes(String(error.code))) throw ofNewerVersion();
    throw error;
  }
}

/** SQLite's codes for a table or column that is missing, and for rows without what this version needs. */
const OTHER_SHAPE = ['SQLITE_ERROR', 'SQLITE_CONSTRAINT_NOTNULL', 'SQLITE_CONSTRAINT_CHECK'];

/**
 * Empties the cache in one transaction, except for what the officer made; a pull fills it again.
 * @throws AppError cache_unreadable; the file is left unchanged.
 */
export function rebuild(db: Target, after: () => void = () => {}): void {
  db.transaction(() => {
    const own = readOwnData(db);
    dropAll(db);
    for (const sql of MIGRATIONS) db.exec(sql);
    writeOwnData(db, own);
    db.pragma(`user_version = ${BASELINE + MIGRATIONS.length - 1}`);
    after();
  }).immediate();
}
