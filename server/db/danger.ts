import { type Kysely, sql, type Transaction } from 'kysely';
import { dangerIn } from '#shared/screening/danger.ts';
import type { DangerSign } from '#shared/screening/danger-words.ts';
import type { Database } from './schema.ts';

/**
 * Records words in a text that may mean danger. If a later text of the report contains such words, the agency is
 * notified again.
 */
export async function noteDanger(
  trx: Transaction<Database>,
  reportId: string,
  { text, at }: { text: string; at: Date },
): Promise<DangerSign[]> {
  const signs = dangerIn(text);
  if (signs.length === 0) return signs;
  await trx
    .insertInto('danger')
    .values({ report_id: reportId, signs: JSON.stringify(signs), found_at: at })
    .onConflict((conflict) =>
      conflict
        .column('report_id')
        .doUpdateSet({ signs: JSON.stringify(signs), found_at: at, told_at: null, reached: '[]', done_at: null }),
    )
    .execute();
  return signs;
}

/**
 * Marks reports as seen if somebody has opened them or acted on them since the words were found. Closed reports are no
 * exception: their reporters may write about danger after the decision, or withdraw a report because of danger.
 */
export async function endSeenDanger(db: Kysely<Database>, now: Date): Promise<number> {
  const opened = sql<boolean>`exists (
    select from opening where opening.report_id = danger.report_id and opening.last_at >= danger.found_at
  ) or exists (
    select from act where act.report_id = danger.report_id and act.decided_at >= danger.found_at
  )`;
  const done = await db
    .updateTable('danger')
    .set({ done_at: now })
    .where('done_at', 'is', null)
    .where(opened)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

export type DangerToTell = Awaited<ReturnType<typeof dangerToTell>>[number];

/**
 * Reports whose words may mean danger, if nobody has opened them and the agency hasn't been notified since `before`, or
 * the last notification didn't reach every address. Reports without a notification come first, then those with the
 * oldest one. So a report that only needs another address notified never comes before a new report.
 */
export async function dangerToTell(db: Kysely<Database>, before: Date) {
  return db
    .selectFrom('danger')
    .innerJoin('report', 'report.id', 'danger.report_id')
    .select(['report_id', 'tracking_number', 'signs', 'found_at', 'told_at', 'told', 'reached'])
    .where('done_at', 'is', null)
    .where((eb) =>
      eb.or([eb('told_at', 'is', null), eb('told_at', '<=', before), eb('reached', '!=', sql<string[]>`'[]'::jsonb`)]),
    )
    .orderBy('told_at', (order) => order.asc().nullsFirst())
    .orderBy('found_at')
    .limit(50)
    .execute();
}

/**
 * Records that the agency was notified. `reached`: addresses that need not be tried again before the next reminder;
 * empty if that is all of them. Does nothing if a later text with such words has arrived since the row was read: nobody
 * has been notified about that text.
 */
export async function noteDangerTold(
  db: Kysely<Database>,
  { report_id, found_at }: Pick<DangerToTell, 'report_id' | 'found_at'>,
  { at, times, reached }: { at: Date; times: number; reached: readonly string[] },
): Promise<void> {
  await db
    .updateTable('danger')
    .set({ told_at: at, told: times, reached: JSON.stringify(reached) })
    .where('report_id', '=', report_id)
    .where('found_at', '=', found_at)
    .execute();
}
