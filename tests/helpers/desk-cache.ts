import { join } from 'node:path';
import { inTransactionThatMayRepeat, openCache } from '#electron/db/open.ts';
import { createStores, type Stores } from '#electron/db/stores.ts';
import { createLinker } from '#electron/duplicates/link-report.ts';
import { openKeychain } from '#electron/secrets.ts';
import { createKeySafe } from '#electron/session/key-safe.ts';
import { createOfficerFiles } from '#electron/session/officer-files.ts';
import { createVault } from '#electron/session/vault.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';
import { generateReports } from '../../server/seed/generate.ts';
import { readDemoWorld } from '../../server/seed/resources.ts';
import { aReport, firstPolicy } from './builders.ts';

export type Owner = { server: string; userData: string; officerId: string; secret: string };

/** The cache that the application made for an officer, opened as the application does: by keychain and secret. */
export async function openOfficersCache({ server, userData, officerId, secret }: Owner): Promise<Stores> {
  const files = createOfficerFiles({ cache: join(userData, 'cache'), journal: join(userData, 'journal') }, server);
  const keychain = await openKeychain();
  if (keychain === null) throw new Error('there is no keychain');
  const safe = createKeySafe({
    halves: createVault(keychain, server),
    texts: files.wrap,
    server,
    now: () => new Date(),
  });
  const tried = await safe.unlock(officerId, secret);
  if (tried.kind !== 'key') throw new Error(`the cache did not open: ${tried.kind}`);
  return createStores(openCache({ path: files.pathOf(officerId), keyHex: tried.key.toString('hex') }));
}

/** Of twenty reports that wait: most are new, some wait for the person, some answered, a few came back. */
const STATES: readonly ReportState[] = [
  ...Array.from<ReportState>({ length: 13 }).fill('submitted'),
  'awaiting_citizen',
  'awaiting_citizen',
  'awaiting_citizen',
  'resubmitted',
  'resubmitted',
  'returned',
  'escalated',
];

/** Puts made-up reports that all wait straight into a cache, the newest of them half a year old, read in and linked. */
export async function fillCache(stores: Stores, order: { count: number; seed: number }): Promise<void> {
  const { db } = stores;
  const policy = stores.policy.current() ?? firstPolicy();
  const until = new Date(Date.now() - 180 * 86_400_000);
  const base = aReport();
  const batch: Report[] = [];
  const store = () =>
    inTransactionThatMayRepeat(db, () => {
      for (const one of batch)
        stores.reports.save(one, policy, screen(one, null).length, stores.meta.generation.get() ?? 1);
      batch.length = 0;
    });
  // A year of its own, so that no number is given twice.
  const made = generateReports({ ...order, until, lastSerial: () => 400_000 }, await readDemoWorld('resources'));
  let at = 0;
  for (const { id, trackingNumber, kind, offenseCode, facts, attachments, receivedAt } of made) {
    const state = STATES[(at * 7) % STATES.length] ?? 'submitted';
    const iso = receivedAt.toISOString();
    const more = { kind, state, offenseCode, facts, attachments, receivedAt: iso, changedAt: iso };
    batch.push(Object.assign({}, base, { id, trackingNumber }, more));
    at += 1;
    if (batch.length === 500) store();
  }
  store();
  inSlices(stores, () => stores.search.step().more);
  const linker = createLinker(stores);
  inSlices(stores, () => linker.step().more);
}

function inSlices({ db }: Stores, step: () => boolean): void {
  const slice = (): boolean => {
    let more = true;
    inTransactionThatMayRepeat(db, () => {
      for (let n = 0; more && n < 500; n += 1) more = step();
    });
    return more;
  };
  while (slice());
}
