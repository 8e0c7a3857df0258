import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { CacheFile } from './db/open.ts';
import { openSecondConnection } from './db/second-connection.ts';

/*
 * Moves the cache's log into its file on a thread of its own. SQLite would do it within a commit, on the thread that
 * answers the window, and hold it for as long as the disk takes to write it through (10 to 200 ms).
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

/** A full or failing disk is met again, and said, by whoever writes to the cache. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

port.on('message', (message: 'move' | 'end') => {
  if (message === 'move') {
    // Whether it is worth waiting for: what failed is not tried again now.
    port.postMessage(attempt(cache.checkpoint));
    return;
  }
  clearInterval(looking);
  cache.close();
  port.close();
});
