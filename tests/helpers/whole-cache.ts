import { type CacheFile, openCache } from '#electron/worker/db/open.ts';

/** Reports without their row in the lists, rows without their report, and those that are of different versions. */
const APART = `SELECT count(*) FROM report FULL JOIN queue USING (seq)
  WHERE report.id IS NOT queue.id OR report.version IS NOT queue.version`;

/**
 * Whether every page of a cache has its checksum, every table and index agree (SQLite looks at the index of words too), and
 * reports and lists have the same. Why not is said on stderr.
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
