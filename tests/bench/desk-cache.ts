import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { NOBODY } from '#electron/db/queue-sql.ts';
import type { Stores } from '#electron/db/stores.ts';
import { QUEUE_COLUMNS, type QueueFilter, type QueueRow } from '#shared/domain/queue.ts';
import { createRandom } from '../../server/seed/random.ts';
import { fillCache, openOfficersCache } from '../helpers/desk-cache.ts';

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
    link: z.boolean(),
    rowsFile: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

export const sqlTimes = z.object({
  pages: z.array(z.number()),
  counts: z.array(z.number()),
  searches: z.array(z.number()),
  bytes: z.int(),
});
export type SqlTimes = z.infer<typeof sqlTimes>;

const EVERYTHING: QueueFilter = { states: [], kinds: [], text: '', likelyRepeat: false };
const FILTERS: QueueFilter[] = [
  EVERYTHING,
  { ...EVERYTHING, states: ['submitted', 'resubmitted', 'returned', 'escalated', 'appealed'] },
  { ...EVERYTHING, states: ['resubmitted'] },
  { ...EVERYTHING, states: ['awaiting_citizen'] },
  { ...EVERYTHING, kinds: ['fraud'] },
  { ...EVERYTHING, likelyRepeat: true },
  { ...EVERYTHING, only: ['over'] },
  { ...EVERYTHING, only: ['mine'] },
  { ...EVERYTHING, only: ['needs_me'] },
];
const SEARCHES = [
  'bi',
  'bicycle',
  'the',
  'my car',
  '"my car"',
  'kind:larceny street:park',
  'serial:w',
  'person:sm bag',
  'from:2026-01-01 phone',
  'is:repeat bicycle',
  'stolen from garage',
  'has:photo paint',
  'zzz',
];

const stand = { ...NOBODY, overBefore: new Date(Date.now() - 7 * 86_400_000).toISOString() };

function times(stores: Stores, total: number): Pick<SqlTimes, 'pages' | 'counts' | 'searches'> {
  const random = createRandom(7, 7);
  const timed = (work: () => unknown): number => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const page = (filter: QueueFilter, offset: number, limit: number, turn: number) => {
    const column = QUEUE_COLUMNS[turn % QUEUE_COLUMNS.length] ?? 'receivedAt';
    stores.queue.page({ filter, sort: { column, direction: turn % 2 === 0 ? 'asc' : 'desc' }, offset, limit }, stand);
  };
  const pages: number[] = [];
  // Each order is scrolled and jumped through; its first page is counted as any other.
  for (let turn = 0; turn < 20; turn += 1) {
    for (let at = 0; at < 30; at += 1) {
      const offset = at % 3 === 0 ? Math.floor(random.next() * (total - 100)) : at * 100;
      pages.push(timed(() => page(EVERYTHING, offset, 100, turn)));
    }
  }
  const touch = stores.db.prepare('UPDATE report SET generation = generation WHERE seq = 1');
  const counts = Array.from({ length: 40 }, () => {
    // After a change nothing is remembered.
    touch.run();
    return FILTERS.map((filter) => timed(() => stores.queue.counts([filter], stand)));
  });
  const searches = Array.from({ length: 12 }, () => {
    touch.run();
    return SEARCHES.map((text) => timed(() => page({ ...EVERYTHING, text }, 0, 100, 1)));
  });
  return { pages, counts: counts.flat(), searches: searches.flat() };
}

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
const measured = times(stores, total);
if (total <= 150_000) writeFileSync(order.rowsFile, JSON.stringify(allRows(stores, total)));
const bytes =
  Number(stores.db.pragma('page_count', { simple: true })) * Number(stores.db.pragma('page_size', { simple: true }));
stores.db.pragma('wal_checkpoint(TRUNCATE)');
stores.db.close();
console.log(JSON.stringify({ ...measured, bytes } satisfies SqlTimes));
process.exit(0);
