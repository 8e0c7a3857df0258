import { type Kysely, sql } from 'kysely';
import type { Database, ReportRow } from './schema.ts';

/** What says who sent a report: its facts come without narrative and items, which may be long. */
export type SenderRow = Pick<ReportRow, 'id' | 'facts' | 'corrections'>;
const SENDER = ['report.id', 'corrections', sql<ReportRow['facts']>`facts - 'how' - 'items'`.as('facts')] as const;

/** Reports that stand under one of these keys, the newest so many under each. Ids begin with the time. */
export function sendersUnder(
  db: Kysely<Database>,
  keys: readonly number[],
  { except, most }: { except: string; most: number },
): Promise<SenderRow[]> {
  const met = sql<{ id: string }>`(
    select distinct stands.report_id as id
    from unnest(${[...keys]}::bigint[]) as asked (key)
    cross join lateral (
      select report_id from link_key
      where link_key.key = asked.key and report_id <> ${except}
      order by report_id desc limit ${most}
    ) as stands
  )`;
  return db
    .selectFrom('report')
    .innerJoin(met.as('met'), 'met.id', 'report.id')
    .select(SENDER)
    .orderBy('report.id', 'desc')
    .execute();
}

/** These reports with what came of them, the newest first. */
export function sentRows(db: Kysely<Database>, ids: readonly string[]) {
  return db
    .selectFrom('report')
    .select([
      'id',
      'tracking_number',
      'received_at',
      'kind',
      'offense_code',
      'state',
      'history',
      'facts',
      'corrections',
    ])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('received_at', 'desc')
    .execute();
}
