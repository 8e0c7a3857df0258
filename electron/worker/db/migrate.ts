import { AppError } from '#shared/errors.ts';
import { baseline } from './migrations/0001-baseline.ts';

/** What a migration needs of a database; `open.ts` opens it and has the whole type. */
type Target = {
  pragma: (text: string, options?: { simple: boolean }) => unknown;
  exec: (sql: string) => unknown;
  transaction: (work: () => void) => { immediate: () => void };
};

/** In order, never changed, only added to. */
const MIGRATIONS: readonly string[] = [baseline];
/** `user_version` of the baseline. What was written before the first release counts from 1 to 25. */
const BASELINE = 100;

/**
 * Brings the tables up to date in one transaction; `user_version` counts the migrations that were carried out.
 * @throws AppError cache_unreadable when a newer version of the application wrote the file, or one from before the first
 *   release; nothing was changed.
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
