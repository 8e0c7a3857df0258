import { parentPort, workerData } from 'node:worker_threads';
import { collect } from '#shared/link/collection.ts';
import type { Label } from '#shared/link/fit.ts';
import { modelSchema } from '#shared/link/model.ts';
import { crossValidate, refit, weightTable } from '#shared/link/refit.ts';
import type { FitAnswer, FitQuestion, FitRow } from './fit-in-thread.ts';

/*
 * Fits a model in a separate thread: with many decisions it takes seconds, and the server must keep responding.
 */

const port = parentPort;
if (port === null) throw new Error('server/linkage/fit-thread.ts must run as a worker thread');
const model = modelSchema.parse(workerData);
const rows: FitRow[] = [];
const pairs: Extract<FitQuestion, { kind: 'pairs' }>['pairs'] = [];

port.on('message', (question: FitQuestion) => {
  if (question.kind === 'rows') return void rows.push(...question.rows);
  if (question.kind === 'pairs') return void pairs.push(...question.pairs);
  const at = new Map(rows.map(({ id }, i) => [id, i]));
  const labels = pairs.map(({ a, b, hypothesis }): Label => ({ a: at.get(a) ?? 0, b: at.get(b) ?? 0, hypothesis }));
  const collection = collect(model, rows);
  const fitted = refit(model, collection, labels);
  const answer: FitAnswer = {
    model: fitted,
    compared: crossValidate(model, collection, labels),
    weights: weightTable(model, fitted),
  };
  port.postMessage(answer);
  port.close();
});
