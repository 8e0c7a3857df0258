import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';
import { firstPolicy } from './builders.ts';

export type Folder = { path: string; remove: () => void };

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'p2c-cache-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const aKey = () => randomBytes(32).toString('hex');

/** The stores of a cache, in memory or in a file, with the policy in force and the given reports in it. */
export function filledCache(
  reports: readonly Report[] = [],
  options: { path?: string; keyHex?: string; policy?: Policy } = {},
): Stores & {
  keep: (report: Report, generation?: number) => void;
  linker: ReturnType<typeof createLinker>;
  decide: (one: string, other: string, decision: PairDecision['decision']) => void;
} {
  const policy = options.policy ?? firstPolicy();
  const stores = createStores(openCache({ path: options.path ?? null, keyHex: options.keyHex ?? null }));
  const linker = createLinker(stores);
  const linkAll = () => {
    while (linker.step().more);
    while (stores.search.step().more);
  };
  const keep = (report: Report, generation = 1) => {
    const seq = stores.reports.save(report, policy, screen(report, null).length, generation);
    if (seq !== null) linker.link(seq);
  };
  stores.policy.save(policy);
  stores.db.transaction(() => {
    for (const report of reports) keep(report);
    linkAll();
  })();
  const keepAndLink = (report: Report, generation?: number) => {
    keep(report, generation);
    linkAll();
  };
  const decide = (one: string, other: string, decision: PairDecision['decision']) => {
    const reports: PairDecision['reports'] = one < other ? [one, other] : [other, one];
    const by = { id: randomUUID(), displayName: 'Officer' };
    stores.pairs.save({ id: randomUUID(), reports, decision, note: '', by, at: '2026-03-05T10:00:00.000Z' }, 1);
    linker.decided(reports);
  };
  return { ...stores, keep: keepAndLink, linker, decide };
}
