import { AppError } from '#shared/errors.ts';
import { baseline } from './migrations/0001-baseline.ts';
import { trail } from './migrations/0002-trail.ts';
import { messageFiles } from './migrations/0003-message-files.ts';
import { dropAll, ofNewerVersion, readOwnData, type Target as Tables, writeOwnData } from './own-data.ts';

/** The parts of a database that a migration needs; `open.ts` opens it and has the full type. */
type Target = Tables & { transaction: (work: () => void) => { immediate: () => void } };

/** All migrations, in the order in which they are applied. Never change a migration; append new ones. */
export const MIGRATIONS: readonly string[] = [baseline, trail, messageFiles];
/** `user_version` of the baseline. Databases from before the first release have a version from 1 to 25. */
export const BASELINE = 100;

/**
 * Updates the tables to the latest schema in one transaction; `user_version` records how many migrations have been
 * applied. If a newer version wrote the cache (after a rollback), keeps the officer's own work and empties the rest,
 * which is pulled again.
 * @param onRollBack called inside the transaction in that case.
 * @throws AppError cache_unreadable when the file was written before the first release, or by a newer version in a
 * format from which the officer's own work can't be read. The file is then left unchanged.
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
    // Other errors, such as a full disk, are not caused by the newer version's schema.
    if (error instanceof Error && 'code' in error && OTHER_SHAPE.includes(String(error.code))) throw ofNewerVersion();
    throw error;
  }
}

/** SQLite's error codes for a missing table or column, and for rows without a value that this version requires. */
const OTHER_SHAPE = ['SQLITE_ERROR', 'SQLITE_CONSTRAINT_NOTNULL', 'SQLITE_CONSTRAINT_CHECK'];

/**
 * Empties the cache in one transaction, except for the officer's own work; a pull fills it again.
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
