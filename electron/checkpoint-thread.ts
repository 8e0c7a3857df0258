import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openCheckpoints } from './db/open.ts';

/*
 * Moves the cache's log into its file on a thread of its own. SQLite would do it within a commit, on the thread that
 * answers the window, and hold it for as long as the disk takes to write it through (10 to 100 ms).
 */

const port = parentPort;
if (port === null) throw new Error('electron/checkpoint-thread.ts runs as a worker thread only');
const file = z.object({ path: z.string(), keyHex: z.string() }).parse(workerData);
const LOOK_MS = 2000;

const cache = openCheckpoints(file);
let seen = 0;

/** Once a while, when something was written since. */
const looking = setInterval(() => {
  const written = statSync(`${file.path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (written !== seen) attempt();
  seen = written;
}, LOOK_MS);

/** A full or failing disk is met again, and said, by whoever writes to the cache. */
function attempt(): boolean {
  try {
    return cache.checkpoint();
  } catch {
    return false;
  }
}

port.on('message', (message: 'now' | 'end') => {
  if (message === 'now') {
    port.postMessage(attempt());
    return;
  }
  clearInterval(looking);
  cache.close();
  port.close();
});
