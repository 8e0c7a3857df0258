import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { HoldRecordRow, holdQuery } from '#shared/holds-api.ts';
import type { Database } from './schema.ts';
import type { HoldStep } from './tables/reports.ts';

/** Adds a step to the record of a report's hold; the first step begins the record. The report must be locked. */
export async function noteHoldStep(
  trx: Transaction<Database>,
  report: { id: string; tracking_number: string },
  step: HoldStep,
): Promise<void> {
  const steps = JSON.stringify([step]);
  if (step.did === 'placed') {
    const values = {
      report_id: report.id,
      tracking_number: report.tracking_number,
      placed_at: new Date(step.at),
      steps,
    };
    await trx.insertInto('hold_record').values(values).execute();
    return;
  }
  await trx
    .updateTable('hold_record')
    .set({ steps: sql`steps || ${steps}::jsonb`, ...(step.did === 'ended' ? { ended_at: new Date(step.at) } : {}) })
    .where('report_id', '=', report.id)
    .where('ended_at', 'is', null)
    .execute();
}

/** All holds, newest first. They reveal nothing about a decision, so they are listed for reviewers as well. */
export async function findHoldRecord(
  db: Kysely<Database>,
  { text = '', offset, limit }: z.output<typeof holdQuery>,
): Promise<{ rows: HoldRecordRow[]; total: number }> {
  const chosen = db
    .selectFrom('hold_record')
    .$if(text !== '', (query) => query.where(beginsWith('hold_record.tracking_number', text)));
  const rows = await chosen
    .leftJoin('removed_report', 'removed_report.report_id', 'hold_record.report_id')
    .selectAll('hold_record')
    .select('removed_at')
    .orderBy('placed_at', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const list = rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    trackingNumber: row.tracking_number,
    placedAt: row.placed_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    removedAt: row.removed_at?.toISOString() ?? null,
    steps: row.steps,
  }));
  return { rows: list, total };
}

/** Whether a number begins with the typed text, ignoring punctuation and case. */
export const beginsWith = (column: string, text: string): RawBuilder<boolean> =>
  sql<boolean>`search_code(${sql.ref(column)}) like search_code(${text}) || '%' and search_code(${text}) <> ''`;
