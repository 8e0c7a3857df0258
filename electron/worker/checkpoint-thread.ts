import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { CacheFile } from './db/open.ts';
import { openSecondConnection } from './db/second-connection.ts';

/*
 * Moves the cache's log into its file on a thread of its own. SQLite would do it within a commit, on the thread that
 * answers the window, and hold it for as long as the disk takes to write it through (10 to 200 ms). An index over all
 * reports takes as long, so it is built here too.
 */

const port = parentPort;
if (port === null) throw new Error('electron/worker/checkpoint-thread.ts runs as a worker thread only');
// From checkpointer.ts alone. Nothing that this thread loads needs zod, which would be 6 MB of memory more.
const file = workerData as CacheFile & { path: string };
const LOOK_MS = 2000;

const cache = openSecondConnection(file);
let seen = 0;

/** Once a while, when something was written since. */
const looking = setInterval(() => {
  const written = statSync(`${file.path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (written !== seen) attempt(cache.checkpoint);
  seen = written;
}, LOOK_MS);

const moved = (): true => {
  cache.checkpoint();
  return true;
};

/** A full or failing disk is met again, and said, by whoever writes to the cache; null stands for a failure. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

port.on('message', (message: 'move' | 'index' | 'end') => {
  if (message === 'end') {
    clearInterval(looking);
    cache.close();
    port.close();
    return;
  }
  // Whether to ask for more of its kind; what failed is not tried again now.
  port.postMessage(attempt(message === 'index' ? cache.buildIndex : moved) === true);
});
