import { Worker } from 'node:worker_threads';
import type { Log } from './log.ts';

export type Checkpointer = {
  /**
   * To be called after each page of a pull. Asks for a checkpoint now and then and, once the log is long, waits for the
   * rest, so that it is begun anew instead of growing for as long as the pull lasts.
   */
  makeRoom: () => Promise<void>;
  close: () => Promise<void>;
};

const none: Checkpointer = { makeRoom: () => Promise.resolve(), close: () => Promise.resolve() };

/** After so many pages of a pull (each some 1 MB of log) it waits. */
const PAGES_BETWEEN = 48;
const PAGES_MOVED = 12;

/** Starts the thread that moves the log into the file; a cache in memory has no log. */
export function startCheckpointer(file: { path: string | null; keyHex: string | null }, log: Log): Checkpointer {
  if (file.path === null) return none;
  // Built, it lies beside the worker's bundle; from the sources, it is what it is here.
  const name = import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: file,
    name: 'p2c-checkpoints',
    // It keeps nothing, so its share of the memory stays small.
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
  });
  const pending: (() => void)[] = [];
  let pages = 0;
  /** Answers come in the order of the questions. */
  const ask = (): Promise<void> => {
    thread.postMessage('now');
    return new Promise((resolve) => pending.push(resolve));
  };
  thread.on('message', () => pending.shift()?.());
  // Without it the cache's own connection does the work, later and less smoothly.
  thread.on('error', (error) => log('checkpoints.ended', { name: error instanceof Error ? error.name : 'unknown' }));
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      pages = Number.NEGATIVE_INFINITY;
      for (const done of pending.splice(0)) done();
      resolve();
    });
  });

  return {
    makeRoom: async () => {
      pages += 1;
      // What is moved meanwhile need not be waited for.
      if (pages < PAGES_BETWEEN) return void (pages % PAGES_MOVED === 0 && ask());
      pages = 0;
      await ask();
    },
    close: async () => {
      thread.postMessage('end');
      await ended;
    },
  };
}
