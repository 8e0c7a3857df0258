import type { Log } from '../common/log.ts';
import type { Checkpointer } from './checkpointer.ts';
import type { Stores } from './db/stores.ts';
import { startDrain } from './duplicates/drain.ts';
import type { Linker } from './duplicates/link-report.ts';

export type IndexerDeps = {
  stores: Stores;
  linker: Linker;
  /** While a whole pull runs, all of this would be done twice. */
  pull: { isWhole: () => boolean };
  checkpointer: Checkpointer;
  /** The queue shows more than before, or a search finds more. */
  shown: () => void;
  /** Nothing is compared or built any more, for now. */
  rested: () => void;
  log: Log;
};

/**
 * What is done with reports once they lie in the cache: they are linked, then read in for searches, and what orders a first
 * pull left out is built. `poke` whenever reports came or changed.
 */
export function startBackgroundIndexer({ stores, linker, pull, checkpointer, shown, rested, log }: IndexerDeps) {
  const { db, search, laterIndexes } = stores;
  const { makeRoom } = checkpointer;
  const linking = startDrain({
    db,
    linker,
    mustWait: pull.isWhole,
    shown,
    idle: () => {
      reading.poke();
      rested();
    },
    makeRoom,
    log,
  });
  // Which reports repeat each other is in the queue, which is open already; so words wait where there is much of both.
  const reading = startDrain({
    db,
    linker: search,
    mustWait: () => pull.isWhole() || linking.isBusy(),
    shown,
    makeRoom,
    log,
  });
  /** Whoever links waits for it (makeRoom), so that the linking is over last. */
  let indexing: Promise<void> | null = null;
  const buildIndexes = (): void => {
    if (pull.isWhole() || laterIndexes.due().length === 0) return;
    indexing ??= checkpointer.buildIndexes().finally(() => {
      indexing = null;
    });
  };
  return {
    poke: (): void => {
      linking.poke();
      reading.poke();
      buildIndexes();
    },
    isLinking: (): boolean => linking.isBusy() || indexing !== null,
    stop: async (): Promise<void> => {
      await Promise.all([linking.stop(), reading.stop()]);
      linker.breakOff();
    },
  };
}
