import { Worker } from 'node:worker_threads';
import type { ReadRecord, Recipe } from './record.ts';

/** So many reports go over at once. */
const AT_ONCE = 16;
/** So many such bundles are on their way, that the thread has work while this one commits a slice and answers. */
const ON_THE_WAY = 16;

export type Given = { id: number; body: string };
export type ReaderThread = ReturnType<typeof startReader>;

/**
 * A second thread that reads reports. It is a help and never waited for: what it has not given back in the end is taken
 * back, and read here, as is everything after the thread broke down.
 */
export function startReader(recipe: Recipe) {
  // Built, it lies beside the worker's bundle; from the sources, it is what it is here.
  const name = import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: recipe,
    name: 'p2c-reader',
    // It keeps nothing, so its share of the memory stays small.
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
  });
  thread.unref();
  let runs = true;
  const away: number[][] = [];
  const back: { id: number; record: ReadRecord }[] = [];
  thread.on('message', (records: ReadRecord[]) => {
    const ids = away.shift() ?? [];
    for (const [at, record] of records.entries()) back.push({ id: ids[at] ?? 0, record });
  });
  const ended = (): void => {
    runs = false;
  };
  thread.on('error', ended);
  thread.on('exit', ended);

  return {
    /** How many reports it should be given now. */
    wants: (): number => (runs && away.length < ON_THE_WAY ? AT_ONCE : 0),
    give: (some: readonly Given[]): void => {
      away.push(some.map((one) => one.id));
      thread.postMessage(some.map((one) => one.body));
    },
    /** One that it has read, in any order. */
    next: (): { id: number; record: ReadRecord } | null => back.shift() ?? null,
    /** Those that it has not given back; what it still answers is dropped. */
    takeBack: (): number[] => {
      thread.removeAllListeners('message');
      return away.splice(0).flat();
    },
    stop: (): void => {
      runs = false;
      void thread.terminate();
    },
  };
}
