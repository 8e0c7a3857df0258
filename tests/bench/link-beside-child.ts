import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { openCache } from '#electron/worker/db/open.ts';
import type { createStores } from '#electron/worker/db/stores.ts';
import type { write, writeRepeatable } from '#electron/worker/db/write.ts';
import type { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { Report } from '#shared/domain/report.ts';
import type { generateReports } from '../../server/demo-data/generate.ts';
import type { readDemoWorld } from '../../server/demo-data/resources.ts';
import type { aReport, firstPolicy } from '../helpers/builders.ts';
import { aKey } from '../helpers/cache.ts';
import { NO_HINTS } from '../helpers/hint-count.ts';

/**
 * Runs the index of one checkout on command: some steps of its rebuild, or some late reports. Answers with processor time
 * in milliseconds, on one thread.
 */

export type Asked = { steps: number } | { from: number; to: number };
export type Answered = { times: number[]; more: boolean };

type Parts = {
  openCache: typeof openCache;
  createStores: typeof createStores;
  write: typeof write;
  writeRepeatable: typeof writeRepeatable;
  createLinker: typeof createLinker;
  generateReports: typeof generateReports;
  readDemoWorld: typeof readDemoWorld;
  aReport: typeof aReport;
  firstPolicy: typeof firstPolicy;
};

const [root = '', count = '0', late = '0', seed = '0'] = process.argv.slice(2);
const own = Object.assign(
  {},
  ...(await Promise.all(
    [
      'electron/worker/db/open.ts',
      'electron/worker/db/stores.ts',
      'electron/worker/db/write.ts',
      'electron/worker/duplicates/link-report.ts',
      'server/demo-data/generate.ts',
      'server/demo-data/resources.ts',
      'tests/helpers/builders.ts',
    ].map((file) => import(join(root, file)) as Promise<object>),
  )),
) as Parts;

// An earlier checkout expects just the number of hints.
const none = existsSync(join(root, 'tests/helpers/hint-count.ts')) ? NO_HINTS : (0 as unknown as typeof NO_HINTS);
const folder = mkdtempSync(join(tmpdir(), 'p2c-beside-'));
const db = own.openCache({ path: join(folder, 'cache.db'), keyHex: aKey() });
const stores = own.createStores(db);
const policy = own.firstPolicy();
const arriving: Report[] = [];
const world = await own.readDemoWorld(join(root, 'resources'));
own.write(db, (tx) => {
  stores.policy.save(tx, policy);
  const order = {
    count: Number(count) + Number(late),
    seed: Number(seed),
    until: new Date('2026-11-01T12:00:00.000Z'),
  };
  let at = 0;
  for (const { id, trackingNumber, kind, offenseCode, facts, receivedAt } of own.generateReports(order, world)) {
    const told = { id, trackingNumber, kind, offenseCode, facts, receivedAt: receivedAt.toISOString() };
    const report = { ...own.aReport(), ...told };
    if (at++ < Number(count)) stores.reports.save(tx, report, policy, none, 1);
    else arriving.push(report);
  }
});
// No second thread: its time would not be counted.
const linker = own.createLinker(stores, undefined, undefined, { many: Number.POSITIVE_INFINITY });

function timed(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function rebuild(steps: number): Answered {
  let more = true;
  const time = timed(() =>
    own.writeRepeatable(db, (tx) => {
      for (let step = 0; step < steps && more; step++) more = linker.step(tx).more;
    }),
  );
  return { times: [time], more };
}

function arrive(report: Report): number {
  return own.writeRepeatable(db, (tx) => {
    linker.link(tx, stores.reports.save(tx, report, policy, none, 1) ?? 0);
    // Excludes the commit, which reports normally share.
    return timed(() => {
      while (linker.step(tx).more);
    });
  });
}

process.on('message', (asked: Asked) => {
  process.send?.(
    'steps' in asked ? rebuild(asked.steps) : { times: arriving.slice(asked.from, asked.to).map(arrive), more: false },
  );
});
process.on('disconnect', () => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
process.send?.('ready');
