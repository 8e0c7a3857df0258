import { parentPort, workerData } from 'node:worker_threads';
import { createReader } from '#shared/link/records.ts';
import { createRecorder, type Recipe } from './record.ts';

/*
 * Reads reports on a thread of its own while all are read anew: to take one apart costs several times as much as to store
 * what was made of it, and only the latter must be done where the cache is open.
 */

const port = parentPort;
if (port === null) throw new Error('electron/worker/duplicates/reader-thread.ts runs as a worker thread only');
// From reader.ts alone.
const recipe = workerData as Recipe;
const recorder = createRecorder(createReader(recipe.model), recipe);

port.on('message', (bodies: string[]) => port.postMessage(bodies.map((body) => recorder.read(body).record)));
