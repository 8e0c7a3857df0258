import { type Kysely, sql, type Transaction } from 'kysely';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Database, ReportRow } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** What the linkage engine reads of a report, and what is said of one that was found. */
export type LinkedRow = Pick<
  ReportRow,
  | 'id'
  | 'tracking_number'
  | 'kind'
  | 'state'
  | 'received_at'
  | 'offense_code'
  | 'facts'
  | 'corrections'
  | 'duplicate_of'
>;
const COLUMNS = [
  'report.id',
  'tracking_number',
  'kind',
  'state',
  'received_at',
  'offense_code',
  'facts',
  'corrections',
  'duplicate_of',
] as const;

export type KeysOfReport = { reportId: string; keys: readonly number[] };

/** Puts reports under their keys, and takes them away from those of before. */
export async function putKeys(
  trx: Transaction<Database>,
  rules: string,
  given: readonly KeysOfReport[],
): Promise<void> {
  const ids = given.map(({ reportId }) => reportId);
  await trx.deleteFrom('link_key').where('report_id', '=', sql<string>`any(${ids}::uuid[])`).execute();
  const rows = given.flatMap(({ reportId, keys }) => keys.map((key) => ({ key, report_id: reportId })));
  if (rows.length > 0) await trx.insertInto('link_key').values(rows).execute();
  await trx
    .insertInto('report_link')
    .values(ids.map((report_id) => ({ report_id, rules })))
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet({ rules }))
    .execute();
}

/** Keeps these reports from being removed until the transaction ends; which of them are still there. */
export async function stillThere(trx: Transaction<Database>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('report')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Who stands under one of these keys, the newest first, at most `limit`. A key under which more stand than it allows
 * brings nobody, so that ten thousand reports with one number cost no more than a few.
 */
export async function whoMeets(
  db: Queries,
  keys: readonly { key: number; most: number }[],
  { except, limit }: { except: string | null; limit: number },
): Promise<LinkedRow[]> {
  if (keys.length === 0) return [];
  const asked = JSON.stringify(keys);
  const met = sql<{ id: string }>`(
    select distinct stands.report_id as id
    from jsonb_to_recordset(${asked}::jsonb) as asked (key bigint, most int)
    cross join lateral (
      select array_agg(report_id) as ids from (
        select report_id from link_key where link_key.key = asked.key limit asked.most + 1
      ) as few
    ) as under
    cross join lateral unnest(under.ids) as stands (report_id)
    where cardinality(under.ids) <= asked.most
  )`;
  return db
    .selectFrom('report')
    .innerJoin(met.as('met'), 'met.id', 'report.id')
    .select(COLUMNS)
    .$if(except !== null, (query) => query.where('report.id', '<>', except ?? ''))
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
}

export async function linkedRow(db: Queries, reportId: string): Promise<LinkedRow | null> {
  return (await db.selectFrom('report').select(COLUMNS).where('report.id', '=', reportId).executeTakeFirst()) ?? null;
}

/** Those of these that are there. */
export async function linkedRows(db: Queries, ids: readonly string[]): Promise<LinkedRow[]> {
  return db.selectFrom('report').select(COLUMNS).where('report.id', '=', sql<string>`any(${ids}::uuid[])`).execute();
}

/**
 * Reports behind `after`, in the order of their ids, whose keys are not there or were made by other rules. Who goes on from
 * the last one reads each report once, where the first so many would be looked for past all that are done already.
 */
export async function rowsWithoutKeys(db: Queries, rules: string, after: string, limit: number): Promise<LinkedRow[]> {
  return db
    .selectFrom('report')
    .select(COLUMNS)
    .where('report.id', '>', after)
    .where(sql<boolean>`not exists (select 1 from report_link where report_id = report.id and rules = ${rules})`)
    .orderBy('report.id')
    .limit(limit)
    .execute();
}

/** Up to so many of the reports that came last, the newest first and in parts, so that nobody waits for all of them. */
export async function* newestRows(db: Queries, limit: number): AsyncGenerator<LinkedRow[], void, void> {
  let before: string | undefined;
  for (let left = limit; left > 0; ) {
    const rows = await db
      .selectFrom('report')
      .select(COLUMNS)
      // Ids begin with the time, so that the newest are found without looking at the others.
      .$if(before !== undefined, (query) => query.where('report.id', '<', before ?? ''))
      .orderBy('report.id', 'desc')
      .limit(Math.min(PART, left))
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < PART) return;
    left -= rows.length;
    before = rows.at(-1)?.id;
  }
}

const PART = 200;

/** The newest decisions about pairs that stand, in parts, each with both reports. */
export async function* decidedPairs(
  db: Queries,
  limit: number,
): AsyncGenerator<{ left: LinkedRow; right: LinkedRow; decision: PairDecision['decision'] }[], void, void> {
  const pairs = await db
    .selectFrom('pair_decision')
    .select(['left_id', 'right_id', 'decision'])
    .where('superseded_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
  for (let at = 0; at < pairs.length; at += PART) {
    const part = pairs.slice(at, at + PART);
    const ids = [...new Set(part.flatMap((one) => [one.left_id, one.right_id]))];
    const rows = await linkedRows(db, ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield part.flatMap(({ left_id, right_id, decision }) => {
      const [left, right] = [byId.get(left_id), byId.get(right_id)];
      return left === undefined || right === undefined ? [] : [{ left, right, decision }];
    });
  }
}
