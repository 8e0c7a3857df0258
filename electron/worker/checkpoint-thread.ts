import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { CacheFile } from './db/open.ts';
import { openSecondConnection } from './db/second-connection.ts';

/*
 * Checkpoints the cache's log (WAL) on a separate thread. Otherwise, SQLite would checkpoint within a commit and block
 * the thread that serves the window until the disk has written everything (10 to 200 ms).
 */

const port = parentPort;
if (port === null) throw new Error('electron/worker/checkpoint-thread.ts must run as a worker thread');
// Only checkpointer.ts starts this thread. Nothing imported here may depend on zod, which would take 6 MB more memory.
const file = workerData as CacheFile & { path: string };
const LOOK_MS = 2000;

const cache = openSecondConnection(file);
let seen = 0;

/** Checkpoints periodically if anything was written to the log since the last time. */
const looking = setInterval(() => {
  const written = statSync(`${file.path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (written !== seen) attempt(cache.checkpoint);
  seen = written;
}, LOOK_MS);

/**
 * Returns whether the work succeeded. Errors are ignored, because the next write to the cache reports a full or failing
 * disk.
 */
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
    // The reply says whether the checkpoint succeeded; after a failure, there is no point in waiting for another one.
    port.postMessage(attempt(cache.checkpoint));
    return;
  }
  clearInterval(looking);
  cache.close();
  port.close();
});
