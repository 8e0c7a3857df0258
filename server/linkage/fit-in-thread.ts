import { Worker } from 'node:worker_threads';
import type { Model } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import type { Compared, WeightRow } from '#shared/link/refit.ts';

export type FitRow = { id: string; row: Row };
export type FitPair = { a: string; b: string; hypothesis: string | null };

/** Messages to the thread. Each record is sent once, and `fit` is sent last. */
export type FitQuestion = { kind: 'rows'; rows: FitRow[] } | { kind: 'pairs'; pairs: FitPair[] } | { kind: 'fit' };
export type FitAnswer = { model: Model; compared: Compared; weights: WeightRow[] };

/** Memory limit of the thread in megabytes. About 40,000 reports with all derived data stay well below it. */
const MOST_MB = 768;

/**
 * Fits a model in a separate thread. `give` sends records and decided pairs to the thread, and rejects when they cannot
 * be read.
 * @throws Error when the thread ends without a result, such as when it runs out of memory.
 */
export async function fitApart(
  model: Model,
  give: (tell: (question: FitQuestion) => void) => Promise<void>,
): Promise<FitAnswer> {
  // In a build, the thread's script is bundled next to the server's; when run from source, it is the file in this
  // folder.
  const name = import.meta.url.endsWith('.ts') ? './fit-thread.ts' : './fit-thread.js';
  const thread = new Worker(new URL(name, import.meta.url), {
    workerData: model,
    name: 'p2c-fit',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  });
  const answer = new Promise<FitAnswer>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the fitting thread exited with code ${code}`)));
  });
  // If `give` fails first, no one awaits the result, so prevent an unhandled rejection.
  answer.catch(() => undefined);
  try {
    await give((question) => thread.postMessage(question));
    thread.postMessage({ kind: 'fit' } satisfies FitQuestion);
    return await answer;
  } finally {
    await thread.terminate();
  }
}
