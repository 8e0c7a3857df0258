import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { inTransactionThatMayRepeat, openCache } from '#electron/db/open.ts';
import { createStores } from '#electron/db/stores.ts';
import { createLinker } from '#electron/duplicates/link-report.ts';
import { generateReports } from '../../server/seed/generate.ts';
import { readDemoWorld } from '../../server/seed/resources.ts';
import { aReport, firstPolicy } from '../helpers/builders.ts';
import { temporaryFolder } from '../helpers/cache.ts';
import { atMost, type Figure, figure, printed, quantile } from './figure.ts';

const SLICE_MS = 6;
const ASKED = 500;

/** Index of an encrypted cache: made anew, in slices; and how long one report that comes in then takes. */
export async function indexFigures(seed: number, quick: boolean): Promise<Figure[]> {
  const count = quick ? 4000 : 100_000;
  const folder = temporaryFolder();
  const db = openCache({ path: `${folder.path}/cache.db`, keyHex: randomBytes(32).toString('hex') });
  const stores = createStores(db);
  const policy = firstPolicy();
  const world = await readDemoWorld('resources');
  const base = aReport();
  const order = { count: count + ASKED, seed: 9000 + seed, until: new Date('2026-11-01T12:00:00.000Z') };
  const late: (typeof base)[] = [];
  db.transaction(() => {
    stores.policy.save(policy);
    let made = 0;
    for (const one of generateReports(order, world)) {
      const { id, trackingNumber, kind, offenseCode, facts } = one;
      const report = {
        ...base,
        id,
        trackingNumber,
        kind,
        offenseCode,
        facts,
        receivedAt: one.receivedAt.toISOString(),
      };
      if (made++ >= count) {
        late.push(report);
        continue;
      }
      stores.reports.save(report, policy, 0, 1);
    }
  })();
  const linker = createLinker(stores);
  const slices: number[] = [];
  const start = performance.now();
  const slice = (): boolean => {
    const began = performance.now();
    let more = true;
    inTransactionThatMayRepeat(db, () => {
      while (more && performance.now() < began + SLICE_MS) more = linker.step().more;
    });
    slices.push(performance.now() - began);
    return more;
  };
  while (slice()) if (slices.length % 200 === 0) db.pragma('wal_checkpoint(PASSIVE)');
  const seconds = (performance.now() - start) / 1000;
  const times: number[] = [];
  for (const report of late) {
    inTransactionThatMayRepeat(db, () => {
      linker.link(stores.reports.save(report, policy, 0, 1) ?? 0);
      const asked = performance.now();
      while (linker.step().more);
      times.push(performance.now() - asked);
    });
  }
  db.close();
  rmSync(folder.path, { recursive: true, force: true });
  const full = { full: !quick };
  return [
    figure(`index of ${count} made anew, encrypted`, seconds, 's', { wanted: atMost(20, 's'), ...full }),
    figure('its slices, p99', quantile(slices, 0.99), 'ms', { wanted: atMost(16, 'ms'), ...full }),
    figure('its longest slice', Math.max(...slices), 'ms', { wanted: printed, ...full }),
    figure(`one report read, stored and compared with ${count}, p50`, quantile(times, 0.5), 'ms', {
      wanted: printed,
      ...full,
    }),
    figure(`the same, p95`, quantile(times, 0.95), 'ms', { wanted: atMost(1, 'ms'), ...full }),
  ];
}
