import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { startCheckpointer } from '#electron/worker/checkpointer.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { type Tx, writeRepeatable } from '#electron/worker/db/write.ts';
import { startDrain } from '#electron/worker/duplicates/drain.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { Report } from '#shared/domain/report.ts';
import { firstPolicy } from '../helpers/builders.ts';
import { NO_HINTS } from '../helpers/hint-count.ts';

/** Does what the application's own worker does with an index: rebuilds it in slices, then adds one report after another. */

type Given = { file: { path: string; keyHex: string }; late: Report[] };
export type Measured = { seconds: number; slices: { p99: number; longest: number }; times: number[] };

const { file, late } = workerData as Given;
const db = openCache(file);
const stores = createStores(db);
const linker = createLinker(stores);
const log = () => undefined;
const checkpointer = startCheckpointer(file, db, log);

/** Resolves when nothing is left to link. */
async function whole(): Promise<void> {
  let done = (): void => undefined;
  const over = new Promise<void>((resolve) => (done = resolve));
  const step = (tx: Tx): ReturnType<typeof linker.step> => {
    const answer = linker.step(tx);
    if (!answer.more) done();
    return answer;
  };
  const { makeRoom } = checkpointer;
  const drain = startDrain({ db, linker: { step }, mustWait: () => false, shown: log, makeRoom, log });
  drain.poke();
  await over;
  await drain.stop();
}

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const start = performance.now();
await whole();
const seconds = (performance.now() - start) / 1000;
delay.disable();

const policy = firstPolicy();
const times: number[] = [];
for (const report of late) {
  writeRepeatable(db, (tx) => {
    linker.link(tx, stores.reports.save(tx, report, policy, NO_HINTS, 1) ?? 0);
    const asked = performance.now();
    while (linker.step(tx).more);
    times.push(performance.now() - asked);
  });
}
const slices = { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
parentPort?.postMessage({ seconds, slices, times } satisfies Measured);
await checkpointer.close();
db.close();
