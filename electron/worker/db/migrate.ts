import { AppError } from '#shared/errors.ts';
import { baseline } from './migrations/0001-baseline.ts';
import { trail } from './migrations/0002-trail.ts';

/** The parts of a database that a migration needs; `open.ts` opens it and has the full type. */
type Target = {
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  exec: (sql: string) => unknown;
  transaction: (work: () => void) => { immediate: () => void };
};

/** In order. Existing migrations are never changed; new ones are appended. */
const MIGRATIONS: readonly string[] = [baseline, trail];
/** `user_version` of the baseline. Databases from before the first release have 1 to 25. */
const BASELINE = 100;

/**
 * Brings the tables up to date in one transaction; `user_version` records how many migrations have been applied.
 * @throws AppError cache_unreadable when the file was written by a newer version of the application, or before the first
 * release; the file is left unchanged.
 */
export function migrate(db: Target): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const newest = BASELINE + MIGRATIONS.length - 1;
  if (version > newest) {
    throw new AppError('cache_unreadable', {
      detail: { code: 'cache_of_newer_version', params: {} },
    });
  }
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
