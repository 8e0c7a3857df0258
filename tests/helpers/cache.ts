import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import { type Db, type Tx, write } from '#electron/worker/db/write.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';
import { firstPolicy } from './builders.ts';
import { counted } from './hint-count.ts';

export type Folder = { path: string; remove: () => void };

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'p2c-cache-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

type Statement = { run: (...values: unknown[]) => unknown; raw: () => { all: () => unknown[] } };
/**
 * The library's own connection, for SQL that no store has, such as creating a test's own table or a trigger that fails.
 */
export type RawDb = Omit<Db, 'prepare'> & {
  exec: (sql: string) => unknown;
  prepare: (sql: string) => ReturnType<Db['prepare']> & Statement;
  transaction: <T>(work: () => T) => (() => T) & { immediate: () => T };
};
export const rawOf = (db: Db): RawDb => db as RawDb;

export const aKey = () => randomBytes(32).toString('hex');

/** Opens the stores of a cache, in memory or in a file, with the policy in force and the given reports. */
export function filledCache(
  reports: readonly Report[] = [],
  options: { path?: string; keyHex?: string; policy?: Policy } = {},
): Stores & {
  keep: (report: Report, generation?: number) => void;
  /** Same as `keep`, within a transaction. */
  keepIn: (tx: Tx, report: Report, generation?: number) => void;
  linker: ReturnType<typeof createLinker>;
  decide: (one: string, other: string, decision: PairDecision['decision']) => void;
} {
  const policy = options.policy ?? firstPolicy();
  const stores = createStores(openCache({ path: options.path ?? null, keyHex: options.keyHex ?? null }));
  const linker = createLinker(stores);
  const linkAll = (tx: Tx) => {
    while (linker.step(tx).more);
    while (stores.search.step(tx).more);
  };
  const keep = (tx: Tx, report: Report, generation = 1) => {
    const seq = stores.reports.save(tx, report, policy, counted(screen(report, null).length), generation);
    if (seq !== null) linker.link(tx, seq);
  };
  write(stores.db, (tx) => {
    stores.policy.save(tx, policy);
    for (const report of reports) keep(tx, report);
    linkAll(tx);
  });
  const keepAndLink = (tx: Tx, report: Report, generation?: number) => {
    keep(tx, report, generation);
    linkAll(tx);
  };
  const decide = (one: string, other: string, decision: PairDecision['decision']) => {
    const reports: PairDecision['reports'] = one < other ? [one, other] : [other, one];
    const by = { id: randomUUID(), displayName: 'Officer' };
    write(stores.db, (tx) => {
      stores.pairs.save(tx, { id: randomUUID(), reports, decision, note: '', by, at: '2026-03-05T10:00:00.000Z' }, 1);
      linker.decided(tx, reports);
    });
  };
  return {
    ...stores,
    keep: (report, generation) => write(stores.db, (tx) => keepAndLink(tx, report, generation)),
    keepIn: keepAndLink,
    linker,
    decide,
  };
}
