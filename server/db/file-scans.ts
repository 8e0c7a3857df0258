import { type Kysely, sql } from 'kysely';
import { backoffMs } from '#shared/backoff.ts';
import type { ScanResult } from '../files/clamd.ts';
import { appendAudit } from './audit.ts';
import { announce } from './news.ts';
import { thisTransaction } from './report.ts';
import type { Database } from './schema.ts';

/** With this many failures, after some 15 minutes, a file's fault is taken for its own. */
export const GIVEN_UP_AT = 5;
const PAUSES = { firstMs: 60_000, mostMs: 24 * 3_600_000, spread: 0 };

type Unscanned = { id: string; fileId: string; failures: number };

/** The report's file to scan next, if any waits: the one with the fewest failures, then the oldest. */
export async function unscannedOfReports(db: Kysely<Database>, at: Date): Promise<Unscanned | undefined> {
  return dueFiles(db, at).where('report_id', 'is not', null).orderBy('received_at').orderBy('id').executeTakeFirst();
}

/**
 * Files of forms that were not sent, to scan after those of reports. Anyone can send such files, so networks take turns;
 * each network's oldest file comes first.
 */
export function unscannedOfForms(db: Kysely<Database>, at: Date, limit: number): Promise<Unscanned[]> {
  return dueFiles(db, at)
    .where('report_id', 'is', null)
    .orderBy(sql`row_number() over (partition by source, scan_failures order by received_at, id)`)
    .orderBy('received_at')
    .limit(limit)
    .execute();
}

const dueFiles = (db: Kysely<Database>, at: Date) =>
  db
    .selectFrom('attachment')
    .select(['id', 'file_id as fileId', 'scan_failures as failures'])
    .where('scan', 'is', null)
    .where((eb) => eb.or([eb('scan_again_at', 'is', null), eb('scan_again_at', '<=', at)]))
    .orderBy('scan_failures');

/** The newest file that was scanned and is clean; null if there is none. */
export async function newestCleanFile(db: Kysely<Database>): Promise<{ id: string; fileId: string } | null> {
  const row = await db
    .selectFrom('attachment')
    .select(['id', 'file_id as fileId'])
    .where('scan', '=', 'clean')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether a file has waited for the scanner since before this time, and not by a fault of its own. */
export async function waitsForScanSince(db: Kysely<Database>, before: Date): Promise<boolean> {
  const row = await db
    .selectFrom('attachment')
    .select('id')
    .where('scan', 'is', null)
    .where('scan_failures', '<', GIVEN_UP_AT)
    .where('received_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Records that a file could not be scanned. It is tried again after a minute, and then at growing intervals, up to a
 * day.
 * @param isOwn whether another file could be scanned. If not, only the first failure counts, because the cause may be an
 * outage.
 * @returns the file's number of failures.
 */
export async function noteScanFailure(
  db: Kysely<Database>,
  { id, failures }: Unscanned,
  at: Date,
  isOwn: boolean,
): Promise<number> {
  const counted = isOwn ? failures + 1 : Math.max(failures, 1);
  const againAt = new Date(at.getTime() + backoffMs(counted, PAUSES));
  await db
    .updateTable('attachment')
    .set({ scan_failures: counted, scan_again_at: againAt })
    .where('id', '=', id)
    .execute();
  return counted;
}

/**
 * Records a file's scan result and, if the file belongs to a report, notifies every workstation. The report's version
 * stays the same, because nothing that an officer's decision depends on has changed.
 */
export async function noteScan(db: Kysely<Database>, id: string, result: ScanResult, at: Date): Promise<void> {
  const found = result.state === 'infected' ? result.found : null;
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('attachment')
      .set({ scan: result.state, scanned_at: at, scan_found: found })
      .where('id', '=', id)
      .returning('report_id')
      .executeTakeFirst();
    if (row === undefined) return;
    const scan = JSON.stringify({ scan: { state: result.state, at: at.toISOString(), found } });
    if (row.report_id !== null) {
      await trx
        .updateTable('report')
        .set({
          attachments: sql<string>`(select jsonb_agg(
            case when file ->> 'id' = ${id} then file || ${scan}::jsonb else file end order by place)
            from jsonb_array_elements(attachments) with ordinality as files (file, place))`,
          changed_txid: thisTransaction,
        })
        .where('id', '=', row.report_id)
        .execute();
      await announce(trx, 'reports');
    }
    if (result.state === 'clean') return;
    const detail = { found, report: row.report_id };
    const by = { actor: 'system', source: 'malware scanner', outcome: 'success' } as const;
    await appendAudit(trx, { ...by, at, action: 'attachment.infected', target: id, detail });
  });
}
