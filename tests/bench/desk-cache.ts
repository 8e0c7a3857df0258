import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Stores } from '#electron/db/stores.ts';
import type { QueueFilter, QueueRow } from '#shared/domain/queue.ts';
import { fillCache, openOfficersCache } from '../helpers/desk-cache.ts';
import { type SqlTimes, sqlTimes, stand } from './desk-sql.ts';

/*
 * A process of its own, with the keychain in its environment: fills an officer's cache, measures its SQL, and writes a
 * part of its rows for the table that the queue stands beside. The answer is one line of JSON.
 */

const order = z
  .object({
    server: z.string(),
    userData: z.string(),
    officerId: z.string(),
    secret: z.string(),
    count: z.int(),
    seed: z.int(),
    rowsFile: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const EVERYTHING: QueueFilter = { states: [], kinds: [], text: '', likelyRepeat: false };

function allRows(stores: Stores, total: number): QueueRow[] {
  const rows: QueueRow[] = [];
  const sort = { column: 'receivedAt', direction: 'asc' } as const;
  for (let offset = 0; offset < total; offset += 500) {
    rows.push(...stores.queue.page({ filter: EVERYTHING, sort, offset, limit: 500 }).rows);
  }
  return rows;
}

const stores = await openOfficersCache(order);
await fillCache(stores, order);
const [total = 0] = stores.queue.counts([EVERYTHING], stand);
const measured = sqlTimes(stores, total);
if (total <= 150_000) writeFileSync(order.rowsFile, JSON.stringify(allRows(stores, total)));
const bytes =
  Number(stores.db.pragma('page_count', { simple: true })) * Number(stores.db.pragma('page_size', { simple: true }));
stores.db.pragma('wal_checkpoint(TRUNCATE)');
stores.db.close();
console.log(JSON.stringify({ ...measured, bytes } satisfies SqlTimes));
process.exit(0);
