import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackgroundIndexer } from '#electron/worker/background-indexer.ts';
import { startCheckpointer } from '#electron/worker/checkpointer.ts';
import { write } from '#electron/worker/db/write.ts';
import { createRescreening } from '#electron/worker/rescreening.ts';
import { aReport } from '../../helpers/builders.ts';
import { aKey, type Folder, filledCache, temporaryFolder } from '../../helpers/cache.ts';
import { counted, NO_HINTS } from '../../helpers/hint-count.ts';
import { until } from '../../helpers/workstation.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('the indexer reports that it is done only when everything is compared and every index is built', async () => {
  const file = { path: join(folder.path, 'a.db'), keyHex: aKey() };
  const cache = filledCache([], file);
  const { linker } = cache;
  const checkpointer = startCheckpointer(file, cache.db, () => {});
  write(cache.db, (tx) => {
    cache.laterIndexes.leaveOut(tx);
    cache.reports.save(tx, aReport({ serial: 1 }), null, NO_HINTS, 1);
  });
  let isWhole = true;
  const underWay: boolean[] = [];
  const afterwards = startBackgroundIndexer({
    stores: cache,
    linker,
    rescreening: createRescreening({ stores: cache, standingHints: () => counted(3), boundaryOf: () => null }),
    pull: { isWhole: () => isWhole },
    checkpointer,
    shown: () => {},
    rested: () => underWay.push(afterwards.isLinking()),
    log: () => {},
  });

  /** Waits until the indexer reports that nothing is in progress. */
  const rested = () =>
    until(
      () => underWay.at(-1),
      (last) => last === false,
    );

  afterwards.poke();
  expect(afterwards.isLinking()).toBe(false);
  isWhole = false;
  afterwards.poke();
  expect(afterwards.isLinking()).toBe(true);
  await rested();
  expect(cache.laterIndexes.due()).toEqual([]);
  // Reports screened with other rules are screened again.
  await until(
    () => cache.queue.row(aReport({ serial: 1 }).id)?.hints,
    (hints) => hints === 3,
  );
  expect(afterwards.isLinking()).toBe(false);

  // Later there is no index to build, but completion is still reported.
  underWay.length = 0;
  write(cache.db, (tx) => linker.link(tx, cache.reports.save(tx, aReport({ serial: 2 }), null, NO_HINTS, 1) ?? 0));
  afterwards.poke();
  expect(afterwards.isLinking()).toBe(true);
  await rested();
  expect(write(cache.db, (tx) => linker.step(tx)).more).toBe(false);

  await afterwards.stop();
  await checkpointer.close();
  cache.db.close();
});
