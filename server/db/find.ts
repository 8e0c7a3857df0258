import { type RawBuilder, sql, type Transaction } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { type FindCursor, type FoundRow, MOST_COUNTED } from '#shared/find-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';
import type { Asked } from './search-terms.ts';

type Where = {
  asked: Asked;
  from: Date | null;
  to: Date | null;
  after: FindCursor | null;
  /** Reports that this supervisor is to review blind are left out; see `reviewerOf`. */
  viewer: string | null;
};
type Found = {
  rows: FoundRow[];
  more: boolean;
  /** How many reports match from here on; at most `MOST_COUNTED`. */
  count: number;
};

/** The slowest search: one that matches very many reports, none of them recent. */
const MOST_MS = 3_000;
/** A misspelled letter or two in a name; see `word_similarity` in PostgreSQL's pg_trgm. */
const LEAST_SIMILARITY = '0.5';

/**
 * Reports that match, newest first. Takes one of two paths, chosen by counting instead of estimating: PostgreSQL guesses
 * badly how many reports have a rare word, and reading a million of them by date to find three takes seconds. Up to
 * `most` matches are collected and sorted; if there are more, the newest reports are read by date.
 * @param similar looks for similar spellings of the name instead of its beginning.
 * @returns null if the search takes too long.
 */
export async function findReports(
  db: Db,
  where: Where,
  { limit, similar, most = MOST_COUNTED }: { limit: number; similar: boolean; most?: number },
): Promise<Found | null> {
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(MOST_MS)}, true),
        set_config('pg_trgm.word_similarity_threshold', ${LEAST_SIMILARITY}, true),
        set_config('enable_seqscan', 'off', true)`.execute(trx);
      const matching = await conditions(trx, where, similar);
      if (matching === null) return { rows: [], more: false, count: 0 };
      const few = await sql<Hit & { count: number }>`
        with hit as materialized (
          select report_id, received_at from report_search as found where ${matching.fields} and ${matching.times}
          limit ${most + 1}
        )
        select report_id, (select count(*) from hit) as count from hit
        order by received_at desc, report_id desc limit ${limit + 1}`.execute(trx);
      const count = few.rows[0]?.count ?? 0;
      const hits = count > most ? await newest(trx, matching, { limit: limit + 1, most }) : few.rows;
      const ids = hits.slice(0, limit).map((hit) => hit.report_id);
      return { rows: await toRows(trx, ids), more: hits.length > limit, count: Math.min(count, most) };
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === TIMED_OUT) return null;
    throw error;
  }
}

const TIMED_OUT = '57014';
type Hit = { report_id: string };

type Matching = { fields: RawBuilder<unknown>; times: RawBuilder<unknown> };

/**
 * For very many matches: a page is soon full when the `most` newest reports are read by date. If it is not, because the
 * matches are old, all of them are collected and sorted.
 */
async function newest(
  trx: Transaction<Database>,
  { fields, times }: Matching,
  { limit, most }: { limit: number; most: number },
): Promise<Hit[]> {
  const order = sql`order by received_at desc, report_id desc`;
  const recent = await sql<Hit>`
    select report_id from (select * from report_search where ${times} ${order} limit ${most}) as found
    where ${fields} ${order} limit ${limit}`.execute(trx);
  if (recent.rows.length === limit) return recent.rows;
  const { rows } = await sql<Hit>`
    with hit as materialized (select report_id, received_at from report_search as found where ${fields} and ${times})
    select report_id from hit ${order} limit ${limit}`.execute(trx);
  return rows;
}

/** Null if nothing can match. */
async function conditions(
  trx: Transaction<Database>,
  { asked, from, to, after, viewer }: Where,
  similar: boolean,
): Promise<Matching | null> {
  const all: RawBuilder<unknown>[] = [visibleTo(viewer, 'found.report_id')];
  const times: RawBuilder<unknown>[] = [sql`true`];
  if (similar) for (const name of asked.names) all.push(sql`names %> ${name}`);
  const terms = similar ? asked.terms.others : [...asked.terms.name, ...asked.terms.others];
  if (terms.length > 0) all.push(sql`terms @@ ${terms.join(' & ')}::tsquery`);
  if (asked.number !== null) {
    const cases = await reportsOfCases(trx, asked.number.code);
    all.push(sql`(terms @@ ${asked.number.term}::tsquery or report_id = any(${cases}::uuid[]))`);
  }
  if (asked.code !== null) all.push(sql`codes like ${`%${asked.code}%`}`);
  if (asked.officer !== null) {
    const officers = await officersNamed(trx, asked.officer);
    if (officers.length === 0) return null;
    all.push(
      sql`exists (select from act where act.report_id = found.report_id and officer_id = any(${officers}::uuid[]))`,
    );
  }
  if (from !== null) times.push(sql`received_at >= ${from}`);
  if (to !== null) times.push(sql`received_at < ${to}`);
  if (after !== null)
    times.push(sql`(received_at, report_id) < (${new Date(after.receivedAt)}::timestamptz, ${after.reportId}::uuid)`);
  return { fields: sql.join(all, sql` and `), times: sql.join(times, sql` and `) };
}

/** Reports that have, or had, a case number that begins with this, or this serial. */
async function reportsOfCases(trx: Transaction<Database>, code: string): Promise<string[]> {
  const serial = /^\d{1,9}$/.test(code) ? Number(code) : null;
  const { rows } = await sql<{ id: string }>`
    select report_id as id from case_number where search_code(number) like ${`${code}%`} or serial = ${serial}
    order by given_at desc limit 200`.execute(trx);
  return rows.map(({ id }) => id);
}

/** People with all these words in their username or name. */
export async function officersNamed(db: Db | Transaction<Database>, words: string): Promise<string[]> {
  const rows = await db
    .selectFrom('officer')
    .select('id')
    .where((eb) =>
      eb.and(
        words
          .split(' ')
          .map(
            (word) =>
              sql<boolean>`search_fold(name || ' ' || display_name) like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
          ),
      ),
    )
    .limit(200)
    .execute();
  return rows.map(({ id }) => id);
}

async function toRows(trx: Transaction<Database>, ids: readonly string[]): Promise<FoundRow[]> {
  const rows = await trx
    .selectFrom('report')
    .select(['id', 'tracking_number', 'case_number', 'kind', 'state', 'received_at', 'offense_code', 'corrections'])
    .select(sql<Parameters<typeof knownFacts>[0]['facts']>`facts || '{"how": "", "items": []}'`.as('facts'))
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): FoundRow[] => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const { who, where } = knownFacts(row);
    return [
      {
        reportId: row.id,
        trackingNumber: row.tracking_number,
        caseNumber: row.case_number,
        kind: row.kind,
        state: row.state,
        receivedAt: row.received_at.toISOString(),
        offenseCode: row.offense_code,
        name: `${who.givenName} ${who.familyName}`,
        location: where.unit ? `${where.address}, ${where.unit}` : where.address,
      },
    ];
  });
}
