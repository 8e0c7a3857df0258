import type { Kysely } from 'kysely';
import type { WrongHintRow } from '#shared/domain/hint-feedback.ts';
import type { Database } from './schema.ts';

/** How often officers marked each rule's hints as wrong, most frequent first. */
export async function countWrongHints(db: Kysely<Database>): Promise<WrongHintRow[]> {
  const rows = await db
    .selectFrom('hint_feedback')
    .where('wrong', '=', true)
    .groupBy('code')
    .select(({ fn }) => [
      'code',
      fn.count<number>('report_id').distinct().as('reports'),
      fn.count<number>('officer_id').distinct().as('officers'),
      fn.max('said_at').as('newest'),
    ])
    .orderBy('reports', 'desc')
    .orderBy('code')
    .execute();
  return rows.map(({ code, reports, officers, newest }) => ({
    code,
    reports,
    officers,
    newestAt: newest.toISOString(),
  }));
}
