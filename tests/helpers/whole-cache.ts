import { type CacheFile, openCache } from '#electron/worker/db/open.ts';

/** Counts reports without a row in the lists, rows without a report, and pairs with different versions. */
const APART = `SELECT count(*) FROM report FULL JOIN queue USING (seq)
  WHERE report.id IS NOT queue.id OR report.version IS NOT queue.version`;

/**
 * Returns whether a cache is whole, and prints the reason to stderr if not. Every page must match its checksum, all
 * tables and indexes must agree (SQLite checks the search index, too), and reports must match the lists.
 */
export function isWhole(file: CacheFile): boolean {
  try {
    const db = openCache(file);
    try {
      const found = String(db.pragma('integrity_check', { simple: true }));
      if (found !== 'ok') throw new Error(found);
      const apart = Number(db.prepare(APART).pluck().get());
      if (apart > 0) throw new Error(`${apart} reports are not in the lists as they are`);
      return true;
    } finally {
      db.close();
    }
  } catch (error) {
    console.error(`${file.path} is not whole:`, error);
    return false;
  }
}
