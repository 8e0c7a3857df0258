import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import { QUEUE_COLUMNS } from '#shared/domain/queue.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../../helpers/cache.ts';
import { counted } from '../../../helpers/hint-count.ts';

let folder: Folder;
let file: { path: string; keyHex: string };
beforeEach(() => {
  folder = temporaryFolder();
  file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
});
afterEach(() => folder.remove());

const some = (count: number): Report[] =>
  Array.from({ length: count }, (_, n) =>
    aReport({
      serial: n + 1,
      kind: REPORT_KINDS[n % REPORT_KINDS.length] ?? 'larceny',
      state: n % 3 === 0 ? 'approved' : 'submitted',
      facts: { who: { familyName: `Name ${(n * 37) % 101}` }, where: { address: `${(n * 53) % 97} Park St` } },
    }),
  );

/** Opens a cache whose first pull has started. */
function beginning(): Stores {
  const stores = createStores(openCache(file));
  write(stores.db, stores.laterIndexes.leaveOut);
  return stores;
}
const buildNext = ({ db, laterIndexes }: Stores): boolean => write(db, laterIndexes.buildNext);
const keep = ({ db, reports }: Stores, all: readonly Report[]) =>
  write(db, (tx) => all.forEach((one, n) => reports.save(tx, one, firstPolicy(), counted(n % 5), 1)));

/**
 * Returns every sort order of the queue in both directions, open and closed together, from the start and from the
 * middle.
 */
const everyOrder = ({ queue }: Stores) =>
  QUEUE_COLUMNS.flatMap((column) =>
    (['asc', 'desc'] as const).flatMap((direction) =>
      [0, 40, 1205].map((offset) => {
        const states: Report['state'][] = ['submitted', 'approved'];
        const filter = { states, kinds: [], text: '', likelyDuplicate: false };
        const { rows, total } = queue.page({ filter, sort: { column, direction }, offset, limit: 30 });
        return { column, direction, offset, total, rows: rows.map(({ trackingNumber }) => trackingNumber) };
      }),
    ),
  );
const schema = ({ db }: Pick<Stores, 'db'>) =>
  db.prepare("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();

test('a first pull defers indexes that are built later; the queue shows the same before and after', () => {
  const whole = createStores(openCache({ path: null, keyHex: null }));
  const stores = beginning();
  expect(stores.laterIndexes.due().length).toBeGreaterThan(5);
  const all = some(1240);
  keep(stores, all);
  keep(whole, all);
  const wanted = everyOrder(whole);
  expect(everyOrder(stores)).toEqual(wanted);

  // Builds one index at a time, so that no request waits for more than one of them.
  for (let left = stores.laterIndexes.due().length; left > 0; left -= 1) {
    expect(stores.laterIndexes.due()).toHaveLength(left);
    expect(buildNext(stores)).toBe(left > 1);
  }
  expect(stores.laterIndexes.due()).toEqual([]);
  expect(schema(stores)).toEqual(schema(whole));
  expect(everyOrder(stores)).toEqual(wanted);
  stores.db.close();
});

test('after a kill before or during the build, the remaining indexes are still known to be due', () => {
  const stores = beginning();
  keep(stores, some(20));
  const owed = stores.laterIndexes.due();
  buildNext(stores);
  stores.db.close();
  const again = createStores(openCache(file));
  expect(again.laterIndexes.due()).toEqual(owed.slice(1));
  while (buildNext(again));
  expect(schema(again)).toEqual(schema({ db: openCache({ path: null, keyHex: null }) }));
  again.db.close();
});

test('a cache that already has reports keeps every index while it is pulled again', () => {
  const { db, laterIndexes } = filledCache(some(3), file);
  const before = schema({ db });
  write(db, laterIndexes.leaveOut);
  expect(laterIndexes.due()).toEqual([]);
  expect(schema({ db })).toEqual(before);
  db.close();
});
