import { type Kysely, sql } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Database } from './schema.ts';
import type { StoredReport } from './tables/reports.ts';

/** The columns needed to identify a report's sender. The facts omit the narrative and items, which may be long. */
export type SenderRow = Pick<StoredReport, 'id' | 'kind' | 'state' | 'offense_code' | 'facts' | 'corrections'>;
const FACTS = sql<StoredReport['facts']>`facts || '{"how": "", "items": []}'`.as('facts');
const SENDER = ['report.id', 'kind', 'state', 'offense_code', 'corrections', FACTS] as const;

export async function senderOf(db: Kysely<Database>, reportId: string): Promise<SenderRow | null> {
  return (await db.selectFrom('report').select(SENDER).where('id', '=', reportId).executeTakeFirst()) ?? null;
}

export async function senderByNumber(db: Kysely<Database>, trackingNumber: string): Promise<SenderRow | null> {
  const query = db.selectFrom('report').select(SENDER).where('tracking_number', '=', trackingNumber);
  return (await query.executeTakeFirst()) ?? null;
}

/**
 * Returns, for each of these keys, up to `most` of the newest reports that have it. IDs begin with a timestamp, so they
 * sort by age.
 */
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

/** Omits the letters, because each is about a page long. */
const HISTORY = sql<Pick<HistoryEntry, 'kind' | 'event'>[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('kind', entry -> 'kind', 'event', entry -> 'event') order by nth), '[]')
  from jsonb_array_elements(history) with ordinality as told (entry, nth)
)`.as('history');

/** The given reports with their outcomes, newest first. */
export function sentRows(db: Kysely<Database>, ids: readonly string[]) {
  return db
    .selectFrom('report')
    .select(['id', 'tracking_number', 'received_at', 'kind', 'offense_code', 'state', HISTORY, FACTS, 'corrections'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('received_at', 'desc')
    .execute();
}
