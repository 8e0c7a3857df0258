import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { logLength } from './db/log-length.ts';
import type { Db } from './db/write.ts';

export type Checkpointer = {
  /**
   * Await before each slice of long work. Starts a checkpoint as the log grows and, once it is long, waits for it to
   * finish, so that the log restarts instead of growing for as long as the work takes.
   */
  makeRoom: () => Promise<void>;
  close: () => Promise<void>;
};

const none: Checkpointer = {
  makeRoom: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Log sizes in pages (4 kB each): from the first one a checkpoint is worthwhile, at the second one writers wait. */
const WORTH_MOVING = 3000;
const LONG = 12_000;

/**
 * Starts the checkpoint thread; a cache in memory has no log. With SQLite's own checkpoints, committing 100 changed
 * reports took 54 ms of CPU time instead of 22, and the longest commit of a first pull 24 instead of 5.
 */
export function startCheckpointer(
  file: { path: string | null; keyHex: string | null },
  db: Db,
  log: Log,
): Checkpointer {
  if (file.path === null) return none;
  // In the build, it is next to the worker's bundle; from source, it is the TypeScript file here.
  const name = import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js';
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
  // Without the thread, the cache's own connection checkpoints, later and less smoothly.
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
      // First wait for the checkpoint in progress, then for the rest.
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
