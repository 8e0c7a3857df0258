import { type Kysely, sql, type Transaction } from 'kysely';
import { MOST_ITEMS } from '#shared/domain/incident.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import { LONGEST_NARRATIVE } from '#shared/domain/report.ts';
import type { Database } from './schema.ts';
import type { StoredReport } from './tables/reports.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * The columns of a report that the duplicate search compares and shows. Facts that aren't compared are null; text lengths
 * and the number of items are capped, regardless of what the table contains.
 */
export type LinkedRow = Pick<
  StoredReport,
  | 'id'
  | 'tracking_number'
  | 'kind'
  | 'state'
  | 'received_at'
  | 'offense_code'
  | 'facts'
  | 'corrections'
  | 'duplicate_of'
> & {
  /** Size of the facts in bytes. */
  bytes: number;
};

/** The facts are read as text, so that their size is known before they are parsed. */
const FACTS = sql<string>`(report.facts || jsonb_build_object(
  'how', left(report.facts ->> 'how', ${sql.lit(LONGEST_NARRATIVE)}),
  'items', (
    select coalesce(jsonb_agg(item || '{"color": null, "marks": null}' order by nth), '[]')
    from jsonb_array_elements(report.facts -> 'items') with ordinality as given (item, nth)
    where nth <= ${sql.lit(MOST_ITEMS)}
  )
))::text`;
const COLUMNS = [
  'report.id',
  'tracking_number',
  'kind',
  'state',
  'received_at',
  'offense_code',
  FACTS.as('facts'),
  'corrections',
  'duplicate_of',
] as const;

const toLinked = (row: Omit<LinkedRow, 'facts' | 'bytes'> & { facts: string }): LinkedRow =>
  // The server wrote this JSON itself, as in every JSON column, so it needs no validation; the driver would parse it in
  // the same way.
  Object.assign(row, { facts: JSON.parse(row.facts) as LinkedRow['facts'], bytes: Buffer.byteLength(row.facts) });

/** Converts a row to the linkage engine's input. */
export const toldBy = ({ facts, corrections, kind, offense_code: offenseCode }: LinkedRow) => ({
  facts,
  corrections,
  kind,
  offenseCode,
});

export type KeysOfReport = { reportId: string; keys: readonly number[] };

/** Stores the reports' keys, replacing the old ones. */
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

/** Prevents these reports from being removed until the transaction ends; returns those that still exist. */
export async function lockExisting(trx: Transaction<Database>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('report')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Returns the IDs of up to `limit` reports that have one of these keys, newest first. Ignores a key that more than
 * `most` reports share, so ten thousand reports with the same phone number take no longer than a few.
 */
export async function idsSharingKeys(
  db: Queries,
  keys: readonly { key: number; most: number }[],
  { except, limit }: { except: string | null; limit: number },
): Promise<string[]> {
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
  const rows = await db
    .selectFrom('report')
    .innerJoin(met.as('met'), 'met.id', 'report.id')
    .select('report.id')
    .$if(except !== null, (query) => query.where('report.id', '<>', except ?? ''))
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function linkedRow(db: Queries, reportId: string): Promise<LinkedRow | null> {
  const row = await db.selectFrom('report').select(COLUMNS).where('report.id', '=', reportId).executeTakeFirst();
  return row === undefined ? null : toLinked(row);
}

/**
 * Yields the rows of the given reports that still exist, in the given order. They are read a few at a time, because each
 * may have the maximum size.
 */
export async function* linkedRows(db: Queries, ids: readonly string[]): AsyncGenerator<LinkedRow[], void, void> {
  for (let at = 0; at < ids.length; at += FEW) {
    const few = ids.slice(at, at + FEW);
    const rows = await db
      .selectFrom('report')
      .select(COLUMNS)
      .where('report.id', '=', sql<string>`any(${few}::uuid[])`)
      .orderBy(sql`array_position(${few}::uuid[], report.id)`)
      .execute();
    yield rows.map(toLinked);
  }
}

const FEW = 8;

/**
 * Reports after `after`, ordered by ID, whose keys are missing or were made by another version of the rules. Callers
 * pass the last ID as `after`, so that each report is read once; otherwise, every call would scan all finished reports
 * again.
 */
export async function rowsWithoutKeys(db: Queries, rules: string, after: string, limit: number): Promise<LinkedRow[]> {
  const rows = await db
    .selectFrom('report')
    .select(COLUMNS)
    .where('report.id', '>', after)
    .where(sql<boolean>`not exists (select 1 from report_link where report_id = report.id and rules = ${rules})`)
    .orderBy('report.id')
    .limit(limit)
    .execute();
  return rows.map(toLinked);
}

/**
 * Up to `limit` of the latest reports, newest first. They are read in batches, so that no other work has to wait for one
 * long read.
 */
export async function* newestRows(db: Queries, limit: number): AsyncGenerator<LinkedRow[], void, void> {
  let before: string | undefined;
  for (let left = limit; left > 0; ) {
    const rows = await db
      .selectFrom('report')
      .select(COLUMNS)
      // IDs begin with a timestamp, so the newest are found without scanning the others.
      .$if(before !== undefined, (query) => query.where('report.id', '<', before ?? ''))
      .orderBy('report.id', 'desc')
      .limit(Math.min(PART, left))
      .execute();
    if (rows.length > 0) yield rows.map(toLinked);
    if (rows.length < PART) return;
    left -= rows.length;
    before = rows.at(-1)?.id;
  }
}

/** Number of reports per batch. Even a batch of the largest reports takes only a few megabytes. */
const PART = 25;

/** The newest pair decisions that are in force, in batches. Each decision comes with both of its reports. */
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
    const byId = new Map<string, LinkedRow>();
    for await (const rows of linkedRows(db, ids)) for (const row of rows) byId.set(row.id, row);
    yield part.flatMap(({ left_id, right_id, decision }) => {
      const [left, right] = [byId.get(left_id), byId.get(right_id)];
      return left === undefined || right === undefined ? [] : [{ left, right, decision }];
    });
  }
}
