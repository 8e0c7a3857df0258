import type { Log } from '../common/log.ts';
import type { Checkpointer } from './checkpointer.ts';
import type { Stores } from './db/stores.ts';
import { startDrain } from './duplicates/drain.ts';
import type { Linker } from './duplicates/link-report.ts';
import type { createRescreening } from './rescreening.ts';

export type IndexerDeps = {
  stores: Stores;
  linker: Linker;
  rescreening: ReturnType<typeof createRescreening>;
  /** Work waits while a full pull is in progress, because it would otherwise have to be done twice. */
  pull: { isWhole: () => boolean };
  checkpointer: Checkpointer;
  /** Called when the queue or search results may have changed. */
  shown: () => void;
  /** Called when linking has ended for now; screening and word indexing may still be left. */
  rested: () => void;
  log: Log;
};

/**
 * Processes reports once they are in the cache: builds the indexes that were skipped during a first pull, finds
 * duplicates, screens reports again if the rules changed, then indexes their words for search. Call `poke` whenever
 * reports arrive or change.
 */
export function startBackgroundIndexer({
  stores,
  linker,
  rescreening,
  pull,
  checkpointer,
  shown,
  rested,
  log,
}: IndexerDeps) {
  const { db, search, laterIndexes } = stores;
  const { makeRoom } = checkpointer;
  // Runs first, because all other queries use these indexes; each is built in its own slice.
  const indexing = startDrain({
    db,
    linker: { step: (tx) => ({ more: laterIndexes.buildNext(tx), shown: false }) },
    mustWait: pull.isWhole,
    shown,
    idle: () => linking.poke(),
    makeRoom,
    log,
  });
  const linking = startDrain({
    db,
    linker,
    mustWait: () => pull.isWhole() || indexing.isBusy(),
    shown,
    idle: () => {
      screening.poke();
      rested();
    },
    makeRoom,
    log,
  });
  const screening = startDrain({
    db,
    linker: rescreening,
    mustWait: () => pull.isWhole() || isLinking(),
    shown,
    idle: () => reading.poke(),
    makeRoom,
    log,
  });
  // Word indexing waits for linking, because duplicates are visible in the queue, which is already open.
  const reading = startDrain({
    db,
    linker: search,
    mustWait: () => pull.isWhole() || isLinking() || screening.isBusy(),
    shown,
    makeRoom,
    log,
  });
  const isLinking = (): boolean => indexing.isBusy() || linking.isBusy();

  return {
    poke: (): void => {
      indexing.poke();
      linking.poke();
      screening.poke();
      reading.poke();
    },
    isLinking,
    stop: async (): Promise<void> => {
      await Promise.all([indexing.stop(), linking.stop(), screening.stop(), reading.stop()]);
      linker.breakOff();
    },
  };
}
