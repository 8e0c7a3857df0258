import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from '../common/log.ts';
import { logLength } from './db/log-length.ts';
import type { Db } from './db/open.ts';

export type Checkpointer = {
  /**
   * To be awaited before each slice of long work, by all who do such work. Has the log moved into the file as it grows
   * and, once it is long, waits for the rest, so that it is begun anew instead of growing for as long as the work lasts.
   */
  makeRoom: () => Promise<void>;
  /** Builds the indexes that a first pull left out, while nobody asks for room. */
  buildIndexes: () => Promise<void>;
  /**
   * To be awaited just before what is written at once, as a decision. Waits for the index that is being built, and for no
   * other: SQLite would wait for it too, and hold the thread and everybody's questions meanwhile.
   */
  mayWrite: () => Promise<void>;
  close: () => Promise<void>;
};

const none: Checkpointer = {
  makeRoom: () => Promise.resolve(),
  buildIndexes: () => Promise.resolve(),
  mayWrite: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** Pages of the log (4 kB each) of which it is worth moving so many, and at which whoever writes waits. */
const WORTH_MOVING = 3000;
const LONG = 12_000;

/** Starts the thread that moves the log into the file; a cache in memory has no log. */
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
  const pending: ((more: boolean) => void)[] = [];
  let isRunning = true;
  let moving: Promise<boolean> | null = null;
  let building: Promise<void> | null = null;
  let index: Promise<boolean> | null = null;

  /** Answers come in the order of the questions. */
  const ask = (what: 'move' | 'index'): Promise<boolean> => {
    if (!isRunning) return Promise.resolve(false);
    thread.postMessage(what);
    return new Promise((resolve) => pending.push(resolve));
  };
  const move = (): Promise<boolean> =>
    (moving ??= ask('move').finally(() => {
      moving = null;
    }));
  const build = async (): Promise<void> => {
    let isMore = true;
    while (isMore) {
      index = ask('index');
      isMore = await index;
      index = null;
      // Who waited for this one writes before the next begins.
      await turn();
    }
  };
  thread.on('message', (more: boolean) => pending.shift()?.(more));
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
      if (building !== null) await building;
      // First for what is being moved already, then for the rest.
      for (let turns = 0; turns < 2; turns += 1) {
        const { log: pages, moved } = logLength(db);
        if (!isRunning || pages - moved < WORTH_MOVING) return;
        const done = move();
        if (pages < LONG || !(await done)) return;
      }
    },
    buildIndexes: () =>
      (building ??= build().finally(() => {
        building = null;
      })),
    mayWrite: async () => {
      if (index !== null) await index;
    },
    close: async () => {
      thread.postMessage('end');
      await ended;
    },
  };
}
