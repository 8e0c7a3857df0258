import { NOBODY } from '#electron/worker/db/queue-sql.ts';
import type { Stores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import { QUEUE_COLUMNS, type QueueFilter } from '#shared/domain/queue.ts';
import { createRandom } from '../../server/demo-data/random.ts';

/** Milliseconds for each statement, and the size of the cache. */
export type SqlTimes = { pages: number[]; counts: number[]; searches: number[]; bytes: number };

const EVERYTHING: QueueFilter = { states: [], kinds: [], text: '', likelyDuplicate: false };
const FILTERS: QueueFilter[] = [
  EVERYTHING,
  { ...EVERYTHING, states: ['submitted', 'resubmitted', 'returned', 'escalated', 'appealed'] },
  { ...EVERYTHING, states: ['resubmitted'] },
  { ...EVERYTHING, states: ['awaiting_citizen'] },
  { ...EVERYTHING, kinds: ['fraud'] },
  { ...EVERYTHING, likelyDuplicate: true },
  { ...EVERYTHING, text: 'has:photo' },
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
  'is:duplicate bicycle',
  'stolen from garage',
  'has:photo paint',
  'zzz',
];

export const stand = { ...NOBODY, overBefore: new Date(Date.now() - 7 * 86_400_000).toISOString() };

/** Times pages, counts and searches of a filled cache, as the window requests them. */
export function sqlTimes(stores: Stores, total: number): Omit<SqlTimes, 'bytes'> {
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
  // Scrolls and jumps through each sort order. The first page of each order is measured like any other page.
  for (let turn = 0; turn < 20; turn += 1) {
    pages.push(timed(() => page(EVERYTHING, 0, 100, turn)));
    for (let at = 1; at < 30; at += 1) {
      const offset = at % 3 === 0 ? Math.floor(random.next() * (total - 100)) : at * 100;
      pages.push(timed(() => page(EVERYTHING, offset, 100, turn)));
    }
  }
  for (const filter of FILTERS)
    for (let turn = 0; turn < 4; turn += 1) pages.push(timed(() => page(filter, 0, 100, turn)));
  const touch = stores.db.prepare('UPDATE report SET generation = generation WHERE seq = 1');
  const counts = Array.from({ length: 40 }, () => {
    // A change invalidates everything the queue has cached.
    write(stores.db, (tx) => tx.run(touch));
    return FILTERS.map((filter) => timed(() => stores.queue.counts([filter], stand)));
  });
  const searches = Array.from({ length: 12 }, () => {
    write(stores.db, (tx) => tx.run(touch));
    return SEARCHES.map((text) => timed(() => page({ ...EVERYTHING, text }, 0, 100, 1)));
  });
  return { pages, counts: counts.flat(), searches: searches.flat() };
}
