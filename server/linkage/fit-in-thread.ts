import { Worker } from 'node:worker_threads';
import type { Model } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import type { Compared, WeightRow } from '#shared/link/refit.ts';

export type FitRow = { id: string; row: Row };
export type FitPair = { a: string; b: string; hypothesis: string | null };

/** What the thread is told, a part at a time; each record comes once, `fit` comes last. */
export type FitQuestion = { kind: 'rows'; rows: FitRow[] } | { kind: 'pairs'; pairs: FitPair[] } | { kind: 'fit' };
export type FitAnswer = { model: Model; compared: Compared; weights: WeightRow[] };

/** Some 40,000 reports with all that is worked out of them stay well below this. */
const MOST_MB = 768;

/**
 * Fits a model on a thread of its own. `give` hands it records and decided pairs, and rejects where they cannot be read.
 * @throws Error when the thread ends without an answer, such as for want of memory.
 */
export async function fitApart(
  model: Model,
  give: (tell: (question: FitQuestion) => void) => Promise<void>,
): Promise<FitAnswer> {
  // Built, it lies beside the server's bundle; from the sources, it is what it is here.
  const name = import.meta.url.endsWith('.ts') ? './fit-thread.ts' : './fit-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: model,
    name: 'p2c-fit',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  });
  const answer = new Promise<FitAnswer>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the thread that fits ended with ${code}`)));
  });
  // Where `give` fails first, nobody waits for the answer any more.
  answer.catch(() => undefined);
  try {
    await give((question) => thread.postMessage(question));
    thread.postMessage({ kind: 'fit' } satisfies FitQuestion);
    return await answer;
  } finally {
    await thread.terminate();
  }
}
