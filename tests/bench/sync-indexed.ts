import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLaterIndexes } from '#electron/worker/db/later-indexes.ts';
import { openWith } from '#electron/worker/db/open.ts';
import type { Db } from '#electron/worker/db/write.ts';
import type { DeskOrder } from '../helpers/desk-lines.ts';

const LOOK_MS = 25;

/**
 * Returns the time, in ms since 1970, at which the cache of a first pull has every index. No event announces it, so
 * this polls the file from outside.
 * @param signal stops the polling; the function then throws.
 */
export async function indexedAt({ open }: Pick<DeskOrder, 'open'>, signal: AbortSignal): Promise<number> {
  let db: Db | null = null;
  try {
    for (; ; await sleep(LOOK_MS, null, { signal })) {
      db ??= opened(open);
      if (db !== null && hasAll(db)) return Date.now();
    }
  } finally {
    db?.close();
  }
}

/** Opens the file. Returns null until its tables exist. */
function opened(file: DeskOrder['open']): Db | null {
  // Opening a file that does not exist would create it.
  const { size } = statSync(file.path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size === 0) return null;
  try {
    return openWith(file, (db) => db.prepare('SELECT 1 FROM meta').get());
  } catch {
    return null;
  }
}

function hasAll(db: Db): boolean {
  const isWhole = db
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'cursor') AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'pull_done')
         AND EXISTS (SELECT 1 FROM report)`,
    )
    .pluck();
  return isWhole.get() === 1 && createLaterIndexes(db).due().length === 0;
}
