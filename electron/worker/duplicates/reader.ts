import { Worker } from 'node:worker_threads';
import type { ReadRecord, Recipe } from './record.ts';

/** Reports per batch. */
const AT_ONCE = 16;
/** Maximum batches in flight, so that the thread stays busy while this one commits a slice and handles requests. */
const ON_THE_WAY = 16;

export type Given = { id: number; body: string };
export type ReaderThread = ReturnType<typeof startReader>;

/**
 * Starts a second thread that reads reports. It is optional and nothing waits for it: reports it has not returned at the
 * end, or when it crashes, are read on this thread.
 */
export function startReader(recipe: Recipe) {
  // In a build, the thread's file is next to the worker's bundle; when running from source, it is the TypeScript file
  // next to this one.
  const name = import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.cjs';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: recipe,
    name: 'p2c-reader',
    // The thread keeps no data, so its heap is small.
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
    /** Returns how many reports the thread can accept now. */
    wants: (): number => (runs && away.length < ON_THE_WAY ? AT_ONCE : 0),
    give: (some: readonly Given[]): void => {
      away.push(some.map((one) => one.id));
      thread.postMessage(some.map((one) => one.body));
    },
    /** Returns the next report that the thread has finished, or null. Reports may come back in any order. */
    next: (): { id: number; record: ReadRecord } | null => back.shift() ?? null,
    /** Returns the reports that the thread has not finished. Results that arrive later are dropped. */
    reclaim: (): number[] => {
      thread.removeAllListeners('message');
      return away.splice(0).flat();
    },
    stop: (): void => {
      runs = false;
      void thread.terminate();
    },
  };
}
