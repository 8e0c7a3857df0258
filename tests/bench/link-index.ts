import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import Fuse from 'fuse.js';
import { WORKER_LIMITS } from '#electron/main/ipc/worker-client.ts';
import { type CacheFile, openCache } from '#electron/worker/db/open.ts';
import { createStores } from '#electron/worker/db/stores.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Report } from '#shared/domain/report.ts';
import { generateReports } from '../../server/demo-data/generate.ts';
import { readDemoWorld } from '../../server/demo-data/resources.ts';
import { aReport, firstPolicy } from '../helpers/builders.ts';
import { aKey, temporaryFolder } from '../helpers/cache.ts';
import { NO_HINTS } from '../helpers/hint-count.ts';
import { atMost, type Figure, figure, printed, quantile } from './figure.ts';
import type { Measured } from './link-worker.ts';

const ASKED = 500;
/** The peer's searches are so slow that a smaller sample is enough. */
const PEER_ASKED = 25;

/** Times an encrypted cache's index: rebuilding it in slices in a worker, then adding one incoming report. */
export async function indexFigures(seed: number, quick: boolean): Promise<Figure[]> {
  const count = quick ? 4000 : 100_000;
  const folder = temporaryFolder();
  const file = { path: join(folder.path, 'cache.db'), keyHex: aKey() };
  const made = await fill(file, count, seed);
  const { measured, mainLongest } = await inWorker(file, made.late);
  const { seconds, slices, times } = measured;
  folder.remove();
  const full = { full: !quick };
  const p95 = quantile(times, 0.95);
  return [
    figure(`index of ${count} rebuilt in a worker, encrypted`, seconds, 's', { wanted: atMost(20, 's'), ...full }),
    figure('longest time for which it held up the main thread', mainLongest, 'ms', {
      wanted: atMost(50, 'ms'),
      ...full,
    }),
    figure('its slices, p99', slices.p99, 'ms', { wanted: atMost(16, 'ms'), ...full }),
    figure('its longest slice', slices.longest, 'ms', { wanted: printed, ...full }),
    figure(`one report read, stored and compared with ${count}, p50`, quantile(times, 0.5), 'ms', {
      wanted: printed,
      ...full,
    }),
    figure('the same, p95', p95, 'ms', { wanted: atMost(1, 'ms'), ...full }),
    beside(p95, made.all, made.late, full),
  ];
}

type Made = { late: Report[]; all: { name: string; address: string }[] };

/** Creates a cache of `count` made-up reports, none of them linked, and some reports that arrive later. */
async function fill(file: CacheFile, count: number, seed: number): Promise<Made> {
  const db = openCache(file);
  const { policy: policies, reports } = createStores(db);
  const policy = firstPolicy();
  const base = aReport();
  const made: Made = { late: [], all: [] };
  const order = { count: count + ASKED, seed: 9000 + seed, until: new Date('2026-11-01T12:00:00.000Z') };
  const each = generateReports(order, await readDemoWorld('resources'));
  write(db, (tx) => {
    policies.save(tx, policy);
    let at = 0;
    for (const { id, trackingNumber, kind, offenseCode, facts, receivedAt } of each) {
      const report = { ...base, id, trackingNumber, kind, offenseCode, facts, receivedAt: receivedAt.toISOString() };
      if (at++ >= count) made.late.push(report);
      else reports.save(tx, report, policy, NO_HINTS, 1);
      made.all.push(searched(report));
    }
  });
  db.close();
  return made;
}

async function inWorker(file: CacheFile, late: Report[]): Promise<{ measured: Measured; mainLongest: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const worker = new Worker(new URL('./link-worker.ts', import.meta.url), {
    workerData: { file, late },
    // The application's own limits; the benchmark fails with an error if it exceeds them.
    resourceLimits: WORKER_LIMITS,
  });
  delay.enable();
  const [measured] = (await once(worker, 'message')) as [Measured];
  delay.disable();
  await once(worker, 'exit');
  return { measured, mainLongest: delay.max / 1e6 };
}

const searched = ({ facts: { who, where } }: Report) => ({
  name: `${who.givenName} ${who.familyName}`,
  address: where.address,
});

/** Times the same search with fuse.js, over name and address only. */
function beside(p95: number, all: Made['all'], late: readonly Report[], full: { full: boolean }): Figure {
  const fuse = new Fuse(all.slice(0, all.length - late.length), { keys: ['name', 'address'], threshold: 0.3 });
  const times = late.slice(0, PEER_ASKED).map((report) => {
    const { name, address } = searched(report);
    const asked = performance.now();
    fuse.search({ $and: [{ name }, { address }] }, { limit: 5 });
    return performance.now() - asked;
  });
  return figure('the same beside a search for name and address, p95', p95, 'ms', {
    wanted: { text: '≥ 100 times as fast', holds: (_, ratio) => ratio !== null && ratio <= 0.01 },
    peer: { name: 'fuse.js', value: quantile(times, 0.95) },
    ...full,
  });
}
