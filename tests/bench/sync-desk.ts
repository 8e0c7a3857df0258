import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { REPORT_STATES } from '#shared/domain/report.ts';
import { deskOrder, type PullReport } from '../helpers/desk-lines.ts';
import { quietWorker } from '../helpers/quiet-worker.ts';
import { quantile } from './figure.ts';
import { type Turn, turnsOfWorker } from './turns.ts';

/*
 * A workstation in its own process, so that its memory can be measured: the main process's client and the built worker
 * thread. It opens the cache, keeps requesting pages of the queue as a scrolling window does, and reports what it saw
 * when nothing is left to pull or send.
 */

const order = deskOrder.parse(JSON.parse(process.argv[2] ?? ''));
const turnOfWorker = turnsOfWorker();
const { ask, stop } = quietWorker(pathToFileURL(order.worker), () => process.exit(1));
/**
 * Usually requests open reports, as the desk does at first. Every tenth request asks for all reports, because the
 * oldest ones, which come first, are closed.
 */
const page = (n: number) =>
  ask('queue.page', {
    filter: { states: n % 10 === 9 ? [...REPORT_STATES] : [], kinds: [], text: '', likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'asc' },
    offset: (n % 5) * 100,
    limit: 100,
  });

// The thread is running but has not opened a cache yet.
await ask('is-revoked', { server: order.open.server, token: order.open.token });
const idleMb = process.memoryUsage.rss() / 2 ** 20;
const startedAt = Date.now();
const started = performance.now();
await ask('open', order.open);
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
const pages: number[] = [];
const turns: Turn[] = [];
/** How many sync rounds it took until everything was pulled and pushed. */
let turnsUntilDone = 0;
let ms = 0;
let linkedMs = 0;
let readMs = 0;
let peakMb = 0;
/** Returns the peak memory of this process only: on Linux, `maxRSS` starts from the value of the parent process. */
const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
for (let n = 0; readMs === 0; n += 1) {
  // The turn is measured while no request of ours is pending, so that it waits only for background work.
  turns.push(await turnOfWorker());
  const asked = performance.now();
  await page(n);
  pages.push(performance.now() - asked);
  const peakSoFar = peak();
  const { phase, lastPullAt, total, done, held, waiting, linking } = await ask('sync.state', undefined);
  const isPulled = lastPullAt !== null && total === null && done === 0;
  // Checked at every page: as soon as the pull is over, a helper thread starts parsing reports, and its memory must not
  // count toward the peak of the pull.
  if (!isPulled) peakMb = peakSoFar;
  if (isPulled && phase === 'online' && held + waiting === 0 && ms === 0) {
    ms = performance.now() - started;
    turnsUntilDone = turns.length;
    console.error(`usable after ${(ms / 1000).toFixed(1)} s; now the rest`);
  }
  if (ms > 0 && !linking && linkedMs === 0) linkedMs = performance.now() - started;
  if (linkedMs > 0 && n % 10 === 0 && (await ask('queue.counts', { filters: [] })).unread === 0) {
    readMs = performance.now() - started;
  }
  await sleep(5);
}
loop.disable();
const longestOf = (all: readonly number[]) => all.reduce((longest, one) => Math.max(longest, one), 0);
/** Returns zeros if nothing was measured: linking the few reports of a push can finish before the push does. */
const waits = (some: readonly Turn[]) => {
  const all = some.map((one) => one.ms);
  return {
    p99: all.length === 0 ? 0 : quantile(all, 0.99),
    longest: longestOf(all),
    ownLongest: longestOf(some.map((one) => one.ms - one.starved)),
  };
};
// The monitor reports the whole time between two turns, including its own millisecond.
const late = (ns: number) => Math.max(0, ns / 1e6 - 1);
const report: PullReport = {
  startedAt,
  ms,
  linkedMs,
  readMs,
  pageP99: quantile(pages, 0.99),
  pageMax: Math.max(...pages),
  turns: waits(turns.slice(0, turnsUntilDone)),
  linkingTurns: waits(turns.slice(turnsUntilDone)),
  mainP99: late(loop.percentile(99)),
  mainMax: late(loop.max),
  idleMb,
  peakMb,
  linkingPeakMb: peak(),
};
console.log(JSON.stringify(report));
await stop();
process.exit(0);
