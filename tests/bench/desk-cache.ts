import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import type { QueueFilter, QueueRow } from '#shared/domain/queue.ts';
import { type Filled, fillCache, takeOver } from '../helpers/desk-cache.ts';
import { type SqlTimes, sqlTimes, stand } from './desk-sql.ts';

/*
 * Runs in its own process with the keychain in its environment. Puts a filled cache, new or kept by an earlier run, in
 * place of an officer's cache. Measures its SQL, and writes some of its rows for the plain table that the queue is
 * compared with. Prints one line of JSON.
 */

const order = z
  .object({
    server: z.string(),
    userData: z.string(),
    officerId: z.string(),
    password: z.string(),
    count: z.int(),
    seed: z.int(),
    rowsFile: z.string(),
    folder: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const EVERYTHING: QueueFilter = { states: [], kinds: [], text: '', likelyDuplicate: false };
/**
 * SQLite cache size for filling 100,000 reports, so that no page is read twice. Measurements use the application's own
 * setting.
 */
const ROOM_KIB = 512 * 1024;

function allRows(stores: Stores, total: number): QueueRow[] {
  const rows: QueueRow[] = [];
  const sort = { column: 'receivedAt', direction: 'asc' } as const;
  for (let offset = 0; offset < total; offset += 500) {
    rows.push(...stores.queue.page({ filter: EVERYTHING, sort, offset, limit: 500 }).rows);
  }
  return rows;
}

/**
 * Returns a filled cache in the folder. The file name contains the report count and seed, so another order gets its own
 * cache.
 */
async function filledIn(folder: string): Promise<Filled> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `reports-${order.count}-${order.seed}.db`);
  const keyFile = `${path}.key`;
  if (existsSync(keyFile)) return { path, keyHex: readFileSync(keyFile, 'utf8') };
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  const keyHex = randomBytes(32).toString('hex');
  const stores = createStores(openCache({ path, keyHex }));
  stores.db.pragma(`cache_size = -${ROOM_KIB}`);
  await fillCache(stores, order);
  stores.db.pragma('wal_checkpoint(TRUNCATE)');
  stores.db.close();
  // Written last: only a complete cache has a key file.
  writeFileSync(keyFile, keyHex);
  return { path, keyHex };
}

const stores = await takeOver(order, await filledIn(order.folder));
const [total = 0] = stores.queue.counts([EVERYTHING], stand);
const measured = sqlTimes(stores, total);
writeFileSync(order.rowsFile, JSON.stringify(allRows(stores, total)));
const bytes =
  Number(stores.db.pragma('page_count', { simple: true })) * Number(stores.db.pragma('page_size', { simple: true }));
stores.db.pragma('wal_checkpoint(TRUNCATE)');
stores.db.close();
// Exit only after the write completes; exiting earlier would truncate long output.
process.stdout.write(JSON.stringify({ ...measured, bytes } satisfies SqlTimes), () => process.exit(0));
