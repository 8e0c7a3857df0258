import { createInterface } from 'node:readline';
import { createAnswers } from '#electron/worker/answers.ts';
import { createApi } from '#electron/worker/api/client.ts';
import { boundaryOf } from '#electron/worker/boundary.ts';
import { startCheckpointer } from '#electron/worker/checkpointer.ts';
import { isLongClosed } from '#electron/worker/commands/purge.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import { modelInForce } from '#electron/worker/duplicates/take-model.ts';
import { createReportViews } from '#electron/worker/report-views.ts';
import { createPull } from '#electron/worker/sync/pull.ts';
import { deskOrder } from '../helpers/desk-lines.ts';

/*
 * Runs the real pull on a full cache, with the same parts that a workstation gives it (workstation.ts). Runs in its own
 * process, so that other code's garbage collection is not counted in the slices. For each line of input, pulls
 * everything there is and reports how many reports came, how long the pull took, and the longest time it held the
 * thread.
 */

const { open } = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
const cache = createStores(openCache(open));
const checkpointer = startCheckpointer(open, cache.db, () => {});
const api = createApi({ server: open.server, token: () => open.token });
const linker = createLinker(cache, modelInForce(cache.meta));
const views = createReportViews({ stores: cache, api, linker, boundaryOf });
const answers = createAnswers({ reports: cache.reports, officer: open.officer, tell: () => {} });
const kept = new Set<string>();
const pull = createPull({
  stores: cache,
  api,
  keep: (tx, report, policy, generation) => {
    if (isLongClosed(report, policy, new Date()) && cache.reports.seqOf(report.id) === null) return;
    answers.look(report);
    const seq = cache.reports.save(tx, report, policy, views.standingHints(report), generation);
    if (seq === null) return;
    linker.link(tx, seq);
    kept.add(report.id);
  },
  decided: linker.decided,
  unlink: linker.unlink,
  begins: () => {
    throw new Error('the cache was to be full');
  },
  announce: (topic) => {
    if (topic === 'reports') answers.tell();
  },
  makeRoom: checkpointer.makeRoom,
  now: () => new Date(),
});

async function pullAll(): Promise<{ reports: number; ms: number; longest: number }> {
  kept.clear();
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (watching) setImmediate(watch);
  };
  watch();
  const started = performance.now();
  for (let more = true; more; ) ({ more } = await pull.step(0, new AbortController().signal));
  const ms = performance.now() - started;
  watching = false;
  return { reports: kept.size, ms, longest };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'pull') console.log(JSON.stringify(await pullAll()));
}
api.close();
await checkpointer.close();
cache.db.close();
