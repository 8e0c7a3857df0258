import { type Kysely, sql, type Transaction } from 'kysely';
import { dangerIn } from '#shared/screening/danger.ts';
import type { DangerSign } from '#shared/screening/danger-words.ts';
import type { Database } from './schema.ts';

/**
 * Records words in a text that may mean danger. If a later text of the report has some, the agency is notified again.
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
 * Marks reports as seen if somebody has opened them or acted on them since the words were found. A closed report that
 * nobody has opened still waits: its reporter may write about danger after the decision, or withdraw the report because
 * of it.
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

/**
 * Reports whose words may mean danger, if nobody has opened them and the agency hasn't been notified since `before`.
 * Those that have waited longest come first.
 */
export async function dangerToTell(db: Kysely<Database>, before: Date) {
  return db
    .selectFrom('danger')
    .innerJoin('report', 'report.id', 'danger.report_id')
    .select(['report_id', 'tracking_number', 'signs', 'found_at', 'told', 'reached'])
    .where('done_at', 'is', null)
    .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<=', before)]))
    .orderBy('found_at')
    .limit(50)
    .execute();
}

/** Records an address that need not be tried again before the next reminder. */
export async function noteDangerReached(db: Kysely<Database>, reportId: string, address: string): Promise<void> {
  await db
    .updateTable('danger')
    .set({ reached: sql`reached || ${JSON.stringify([address])}::jsonb` })
    .where('report_id', '=', reportId)
    .execute();
}

export async function noteDangerTold(db: Kysely<Database>, reportId: string, at: Date): Promise<void> {
  await db
    .updateTable('danger')
    .set((eb) => ({ told_at: at, told: eb('told', '+', 1), reached: '[]' }))
    .where('report_id', '=', reportId)
    .execute();
}
