import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { logLength } from './db/log-length.ts';
import type { Db } from './db/write.ts';

export type Checkpointer = {
  /**
   * Await before each slice of long work. Starts a checkpoint when the log has grown. If the log is long, also waits
   * for the checkpoint to finish, because otherwise the log would keep growing until the work is done.
   */
  makeRoom: () => Promise<void>;
  close: () => Promise<void>;
};

const none: Checkpointer = {
  makeRoom: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * Log sizes in pages (4 kB each): at the first size a checkpoint is worthwhile, and at the second size writers wait for
 * it.
 */
const WORTH_MOVING = 3000;
const LONG = 12_000;

/**
 * Starts the checkpoint thread; a cache in memory has no log to checkpoint. With SQLite's own checkpoints, committing
 * 100 changed reports took 54 ms of CPU time instead of 22 ms. The longest commit of a first pull took 24 ms instead of
 * 5 ms.
 */
export function startCheckpointer(
  file: { path: string | null; keyHex: string | null },
  db: Db,
  log: Log,
): Checkpointer {
  if (file.path === null) return none;
  // In a build, the thread's file is next to the worker's bundle; when running from source, it is the TypeScript file
  // next to this one.
  const name = import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.cjs';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: { path: file.path, keyHex: file.keyHex },
    name: 'p2c-checkpoints',
    // The thread keeps no data, so its heap is small.
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
  });
  const pending: ((moved: boolean) => void)[] = [];
  let isRunning = true;
  let moving: Promise<boolean> | null = null;

  const move = (): Promise<boolean> => {
    if (!isRunning) return Promise.resolve(false);
    moving ??= new Promise<boolean>((resolve) => {
      pending.push(resolve);
      thread.postMessage('move');
    }).finally(() => {
      moving = null;
    });
    return moving;
  };
  thread.on('message', (moved: boolean) => pending.shift()?.(moved));
  // If the thread dies, the cache's own connection checkpoints the log instead, but later and while blocking this thread.
  thread.on('error', (error) => log('checkpoints.ended', { name: error instanceof Error ? error.name : 'unknown' }));
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      isRunning = false;
      for (const done of pending.splice(0)) done(false);
      resolve();
    });
  });

  return {
    makeRoom: async () => {
      // The first iteration may wait for a checkpoint already in progress. The second waits for one that covers the
      // rest of the log.
      for (let turns = 0; turns < 2; turns += 1) {
        const { log: pages, moved } = logLength(db);
        if (!isRunning || pages - moved < WORTH_MOVING) return;
        const done = move();
        if (pages < LONG || !(await done)) return;
      }
    },
    close: async () => {
      thread.postMessage('end');
      await ended;
    },
  };
}
