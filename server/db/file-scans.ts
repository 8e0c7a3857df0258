import { type Kysely, sql } from 'kysely';
import type { ScanResult } from '../files/clamd.ts';
import { appendAudit } from './audit.ts';
import { announce } from './news.ts';
import { thisTransaction } from './report.ts';
import type { Database } from './schema.ts';

/**
 * Maximum number of failed attempts to scan a file while other files can be scanned. After that, the file stays
 * unscanned.
 */
const MOST_FAILURES = 10;

type Unscanned = { id: string; fileId: string };

/**
 * Files that have not been scanned. Those with the fewest failed attempts come first, then the newest, because somebody
 * may be about to open them.
 */
export async function unscannedFiles(db: Kysely<Database>, limit: number): Promise<Unscanned[]> {
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'file_id'])
    .where('scan', 'is', null)
    .where('scan_failures', '<', MOST_FAILURES)
    .orderBy('scan_failures')
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, fileId: row.file_id }));
}

/** Whether a file has waited for the scanner since before this time. */
export async function waitsForScanSince(db: Kysely<Database>, before: Date): Promise<boolean> {
  const row = await db
    .selectFrom('attachment')
    .select('id')
    .where('scan', 'is', null)
    .where('scan_failures', '<', MOST_FAILURES)
    .where('received_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteScanFailure(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('attachment')
    .set((eb) => ({ scan_failures: eb('scan_failures', '+', 1) }))
    .where('id', '=', id)
    .execute();
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
