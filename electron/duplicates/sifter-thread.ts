import { parentPort, workerData } from 'node:worker_threads';
import { headIn } from './heads.ts';
import { createSift } from './sift.ts';
import type { SiftOrder } from './sifter.ts';

/* Sifts pairs on a thread of its own while those that remain are compared and stored where the cache is open. */

const port = parentPort;
if (port === null) throw new Error('electron/duplicates/sifter-thread.ts runs as a worker thread only');
// From sifter.ts alone.
const { model, heads } = workerData as SiftOrder;
const sift = createSift(model, (id) => headIn(heads, id));

port.on('message', (pairs: Float64Array) => {
  const remain = sift(pairs);
  port.postMessage(remain, [remain.buffer]);
});
