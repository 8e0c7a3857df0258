import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createOfficerFiles } from '#electron/common/officer-files.ts';
import { openKeychain } from '#electron/main/keychain.ts';
import { createKeySafe } from '#electron/main/session/key-safe.ts';
import { createVault } from '#electron/main/session/vault.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { createStores, type Stores } from '#electron/worker/db/stores.ts';
import { type Tx, write, writeRepeatable } from '#electron/worker/db/write.ts';
import { createLinker } from '#electron/worker/duplicates/link-report.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { screen } from '#shared/screening/hints.ts';
import { generateReports } from '../../server/demo-data/generate.ts';
import { readDemoWorld } from '../../server/demo-data/resources.ts';
import { aReport, firstPolicy } from './builders.ts';
import { counted } from './hint-count.ts';
import { aLargeReport } from './large-report.ts';

export type Owner = { server: string; userData: string; officerId: string; password: string };
/** Number of reports of the maximum size among the others. */
const LARGE = 24;
/** The number of a cache's first whole pull. */
const FIRST_PULL = 1;
export type Filled = { path: string; keyHex: string };

/** Opens an officer's stored data the way the application does, with the keychain and the password. */
async function openOwners({ server, userData, officerId, password }: Owner) {
  const files = createOfficerFiles({ cache: join(userData, 'cache'), journal: join(userData, 'journal') }, server);
  const keychain = await openKeychain((why) => {
    throw new Error(`there is no keychain: ${why}`);
  });
  if (keychain === null) throw new Error('there is no keychain');
  const safe = createKeySafe({
    halves: createVault(keychain, server),
    texts: files.wrap,
    server,
    now: () => new Date(),
  });
  const tried = await safe.unlock(officerId, password);
  if (tried.kind !== 'key') throw new Error(`the cache did not open: ${tried.kind}`);
  return { safe, path: files.pathOf(officerId), key: tried.key };
}

/**
 * Replaces the cache that the application created at an officer's first sign-in with a filled one, and copies the old
 * cache's server data into it, as if the server had sent everything.
 */
export async function takeOver(owner: Owner, filled: Filled): Promise<Stores> {
  const { safe, path, key } = await openOwners(owner);
  const before = createStores(openCache({ path, keyHex: key.toString('hex') }));
  const meta = before.db.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta').all();
  const policy = before.policy.current();
  // The reports were validated when they came from the server.
  const bodies = before.db.prepare<[], string>('SELECT body FROM report').pluck().all();
  const received = bodies.map((body) => JSON.parse(body) as Report);
  before.db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });

  copyFileSync(filled.path, path);
  await (await safe.prepare(owner.officerId, owner.password, Buffer.from(filled.keyHex, 'hex'))).commit();
  const stores = createStores(openCache({ path, keyHex: filled.keyHex }));
  const put = stores.db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  writeRepeatable(stores.db, (tx) => {
    for (const { key, value } of meta) tx.run(put, key, value);
    if (policy !== null) stores.policy.save(tx, policy);
    for (const report of [...received, ...Array.from({ length: LARGE }, (_, nth) => aLargeReport(nth))]) {
      const seq = stores.reports.save(tx, report, policy, counted(screen(report, null).length), FIRST_PULL);
      if (seq !== null) stores.links.putDirty(tx, seq, true);
    }
  });
  if (stores.meta.generation.get() !== FIRST_PULL) throw new Error('this was not the first pull');
  readAndLink(stores);
  return stores;
}

/** States of every twenty open reports: most are new, some wait on the reporter, some were answered, a few came back. */
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

/**
 * Writes made-up open reports directly into an empty cache; the newest is half a year old. Indexes all their words and
 * compares them all with each other.
 */
export async function fillCache(stores: Stores, order: { count: number; seed: number }): Promise<void> {
  const { db } = stores;
  const policy = firstPolicy();
  const until = new Date(Date.now() - 180 * 86_400_000);
  const base = aReport();
  const batch: Report[] = [];
  const store = () =>
    writeRepeatable(db, (tx) => {
      for (const one of batch) stores.reports.save(tx, one, policy, counted(screen(one, null).length), FIRST_PULL);
      batch.length = 0;
    });
  write(stores.db, (tx) => stores.laterIndexes.leaveOut(tx));
  // Uses a separate range, so that no number is assigned twice.
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
  inSlices(stores, stores.laterIndexes.buildNext);
  readAndLink(stores);
}

function readAndLink(stores: Stores): void {
  inSlices(stores, (tx) => stores.search.step(tx).more);
  const linker = createLinker(stores);
  inSlices(stores, (tx) => linker.step(tx).more);
}

function inSlices({ db }: Stores, step: (tx: Tx) => boolean): void {
  const slice = (): boolean => {
    let more = true;
    writeRepeatable(db, (tx) => {
      for (let n = 0; more && n < 500; n += 1) more = step(tx);
    });
    return more;
  };
  while (slice());
}
