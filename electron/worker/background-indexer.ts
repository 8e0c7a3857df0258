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
 * What is done with reports once they lie in the cache: the orders that a first pull left out are built, they are
 * linked, screened once more where what that rests on has changed, then read in for searches. `poke` whenever reports came or changed.
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
  // First, since all else reads by them; each is a slice of its own.
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
  // Which reports repeat each other is in the queue, which is open already; so words wait where there is much of both.
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
