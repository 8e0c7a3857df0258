import { parentPort, workerData } from 'node:worker_threads';
import { createReader } from '#shared/link/records.ts';
import { createRecorder, type Recipe } from './record.ts';

/*
 * Reads reports on a separate thread during a full rebuild. Parsing a report takes several times as long as storing the
 * result, and only storing has to happen on the thread that has the cache open.
 */

const port = parentPort;
if (port === null) throw new Error('electron/worker/duplicates/reader-thread.ts must run as a worker thread');
// The cast is safe because only reader.ts starts this thread.
const recipe = workerData as Recipe;
const recorder = createRecorder(createReader(recipe.model), recipe);

port.on('message', (bodies: string[]) => port.postMessage(bodies.map((body) => recorder.read(body).record)));
