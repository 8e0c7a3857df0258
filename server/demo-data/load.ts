import { sql, type Transaction } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import { appendAudit, lockAuditChain } from '../db/audit.ts';
import { announce } from '../db/news.ts';
import type { Database } from '../db/schema.ts';
import { inBulk } from './copy.ts';
import { generateReports, type SeedReport } from './generate.ts';
import { createLedger } from './ledger.ts';
import type { PhotoBook } from './photos.ts';
import type { DemoWorld } from './resources.ts';
import { demoReviewers } from './reviewers.ts';

export type LoadOrder = {
  databaseUrl: string;
  /** The server's public URL; its host is used in the letters' Message-ID. */
  publicUrl: string;
  policy: Policy;
  world: DemoWorld;
  photos: PhotoBook;
  reports: number;
  seed: number;
  until: Date;
  /** If true, does nothing and returns null when there are reports already. */
  onlyIfEmpty: boolean;
  /** Called for every report as it is filed, in order. */
  onReport?: (report: SeedReport) => void;
  onProgress?: (done: number) => void;
};

export type Loaded = { reports: number; acts: number; letters: number; pairs: number };

/** Reports per batch: enough to keep the database busy, few enough to keep memory use low. */
const ROUND = 200;
const BREATH = 10;

/** Generates reports with their complete histories and copies them into the server's tables, all in one transaction. */
export async function loadReports(order: LoadOrder): Promise<Loaded | null> {
  const { policy, seed, until } = order;
  return inBulk(order.databaseUrl, async ({ trx, copy }) => {
    const last = await lockCounters(trx);
    if (order.onlyIfEmpty && (await hasReports(trx))) return null;
    const officers = await demoReviewers(trx, until);
    const ledger = createLedger({
      policy,
      officers,
      until,
      seed,
      host: new URL(order.publicUrl).hostname,
      lastCase: (year) => last.cases.get(year) ?? 0,
      audit: await lockAuditChain(trx),
    });
    let reports = 0;
    let pairs = 0;
    let copying = Promise.resolve();
    for (const report of generateReports(
      {
        count: order.reports,
        seed,
        until,
        timeZone: policy.agency.timeZone,
        lastSerial: (year) => last.tracking.get(year) ?? 0,
        photos: order.photos,
      },
      order.world,
    )) {
      ledger.file(report);
      order.onReport?.(report);
      reports += 1;
      pairs += report.truth.pairs.length;
      // The previous batch is still being sent to the database; yield so that the socket can make progress.
      if (reports % BREATH === 0) await new Promise(setImmediate);
      if (reports % ROUND !== 0) continue;
      await copying;
      copying = copy(ledger.take());
      copying.catch(() => {});
      order.onProgress?.(reports);
    }
    ledger.finish();
    await copying;
    await copy(ledger.take());
    const { acts, letters, cases, tracking } = ledger.counts();
    await storeCounters(trx, 'tracking_counter', tracking);
    await storeCounters(trx, 'case_counter', cases);
    await announce(trx, 'reports');
    await appendAudit(trx, {
      at: until,
      actor: 'system',
      action: 'demo.fill',
      target: null,
      outcome: 'success',
      source: 'demo-data',
      detail: { reports, acts, letters, seed },
    });
    return { reports, acts, letters, pairs };
  });
}

/** Prevents other processes from issuing numbers until the load is finished. */
async function lockCounters(trx: Transaction<Database>) {
  await sql`lock table tracking_counter, case_counter in share row exclusive mode`.execute(trx);
  const read = async (table: 'tracking_counter' | 'case_counter') =>
    new Map((await trx.selectFrom(table).selectAll().execute()).map((row) => [row.year, row.last]));
  return { tracking: await read('tracking_counter'), cases: await read('case_counter') };
}

async function storeCounters(
  trx: Transaction<Database>,
  table: 'tracking_counter' | 'case_counter',
  counters: ReadonlyMap<number, number>,
): Promise<void> {
  for (const [year, last] of counters) {
    await trx
      .insertInto(table)
      .values({ year, last })
      .onConflict((conflict) => conflict.column('year').doUpdateSet({ last }))
      .execute();
  }
}

async function hasReports(trx: Transaction<Database>): Promise<boolean> {
  return (await trx.selectFrom('report').select('id').limit(1).executeTakeFirst()) !== undefined;
}
