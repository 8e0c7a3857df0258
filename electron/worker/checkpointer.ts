import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { logLength } from './db/log-length.ts';
import type { Db } from './db/write.ts';

export type Checkpointer = {
  /**
   * To be awaited before each slice of long work, by all who do such work. Has the log moved into the file as it grows
   * and, once it is long, waits for the rest, so that it is begun anew instead of growing for as long as the work lasts.
   */
  makeRoom: () => Promise<void>;
  close: () => Promise<void>;
};

const none: Checkpointer = {
  makeRoom: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Pages of the log (4 kB each) of which it is worth moving so many, and at which whoever writes waits. */
const WORTH_MOVING = 3000;
const LONG = 12_000;

/**
 * Starts the thread that moves the log into the file; a cache in memory has no log. By SQLite's own checkpoints a commit of 100
 * changed reports took 54 ms of processor instead of 22, a longest one of a first pull 24 instead of 5.
 */
export function startCheckpointer(
  file: { path: string | null; keyHex: string | null },
  db: Db,
  log: Log,
): Checkpointer {
  if (file.path === null) return none;
  // Built, it lies beside the worker's bundle; from the sources, it is what it is here.
  const name = import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: { path: file.path, keyHex: file.keyHex },
    name: 'p2c-checkpoints',
    // It keeps nothing, so its share of the memory stays small.
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
  // Without it the cache's own connection does the work, later and less smoothly.
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
      // First for what is being moved already, then for the rest.
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
