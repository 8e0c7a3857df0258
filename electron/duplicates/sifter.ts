import { Worker } from 'node:worker_threads';
import type { Model } from '#shared/link/model.ts';
import type { SharedHeads } from './heads.ts';

/** So many groups are on their way or lie ready: the thread begins while this one still writes keys, and takes longer. */
const AHEAD = 64;

export type SiftOrder = { model: Model; heads: SharedHeads };
export type Sifter = ReturnType<typeof startSifter>;

/** A second thread that sifts groups of pairs. It is a help and never waited for: what it has not done yet is had unsifted. */
export function startSifter(order: SiftOrder) {
  // Built, it lies beside the worker's bundle; from the sources, it is what it is here.
  const name = import.meta.url.endsWith('.ts') ? './sifter-thread.ts' : './sifter-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: order,
    name: 'p2c-sifter',
    // It keeps nothing, so its share of the memory stays small.
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
  });
  thread.unref();
  let runs = true;
  /** Groups on their way, in the order in which they are answered. */
  const away: number[] = [];
  /** By group: its pairs, sifted or still as they were given. */
  const groups = new Map<number, Float64Array>();
  thread.on('message', (remain: Float64Array) => {
    const group = away.shift() ?? -1;
    // It may have been had unsifted meanwhile.
    if (groups.has(group)) groups.set(group, remain);
  });
  const ended = (): void => {
    runs = false;
  };
  thread.on('error', ended);
  thread.on('exit', ended);

  return {
    /** Whether it should be given another group now. */
    wants: (): boolean => runs && groups.size < AHEAD,
    give: (group: number, pairs: Float64Array): void => {
      away.push(group);
      groups.set(group, pairs);
      thread.postMessage(pairs);
    },
    /** The pairs of a group, sifted where that is done; null where it was not given. */
    take: (group: number): Float64Array | null => {
      const pairs = groups.get(group) ?? null;
      groups.delete(group);
      return pairs;
    },
    stop: (): void => {
      runs = false;
      void thread.terminate();
    },
  };
}
