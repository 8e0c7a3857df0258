import { type RawBuilder, sql, type Transaction } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { FindCursor, FoundRow } from '#shared/find-api.ts';
import { visibleTo } from './hidden-reports.ts';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';
import type { Asked } from './search-terms.ts';

type Where = {
  asked: Asked;
  from: Date | null;
  to: Date | null;
  after: FindCursor | null;
  /** Reports that this supervisor will review blind are left out; see `reviewerOf`. */
  viewer: string | null;
};
type Found = {
  rows: FoundRow[];
  more: boolean;
  /** Number of matching reports on this page and later ones; null if there are too many to count. */
  count: number | null;
};

/** Maximum number of matches that are counted. This is also the maximum that can be sorted at once. */
const MOST_COUNTED = 1_000;
/** Time limit of a search. The slowest searches match very many reports, none of them recent. */
const MOST_MS = 3_000;
/** Allows for one or two misspelled letters in a name; see `word_similarity` in PostgreSQL's pg_trgm. */
const LEAST_SIMILARITY = '0.5';

/**
 * Returns matching reports, newest first. Reads the newest reports first, because common matches fill a page at once,
 * while the index would have to list a million of them. If matches are rarer, up to `most` of them are collected from
 * the index, counted, and sorted. PostgreSQL can't choose between the two ways, because it guesses badly how many
 * reports have a rare word.
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
      const { hits, count } = await hitsOf(trx, matching, limit + 1, most);
      const ids = hits.slice(0, limit).map((hit) => hit.report_id);
      return { rows: await toRows(trx, ids), more: hits.length > limit, count };
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
 * How many of the newest reports are read first. If some of those match but there are too many matches to sort,
 * `MOST_READ` are read.
 */
const FIRST_READ = 300;
const MOST_READ = 8_000;

async function hitsOf(
  trx: Transaction<Database>,
  { fields, times }: Matching,
  limit: number,
  most: number,
): Promise<{ hits: Hit[]; count: number | null }> {
  const order = sql`order by received_at desc, report_id desc`;
  const newest = async (read: number) =>
    (
      await sql<Hit>`
        select report_id from (select * from report_search where ${times} ${order} limit ${read}) as found
        where ${fields} ${order} limit ${limit}`.execute(trx)
    ).rows;
  const first = await newest(FIRST_READ);
  if (first.length === limit) return { hits: first, count: null };
  const { rows: few } = await sql<Hit & { count: number }>`
    with hit as materialized (
      select report_id, received_at from report_search as found where ${fields} and ${times} limit ${most + 1}
    )
    select report_id, (select count(*) from hit) as count from hit ${order} limit ${limit}`.execute(trx);
  const count = few[0]?.count ?? 0;
  if (count <= most) return { hits: few, count };
  if (first.length * (MOST_READ / FIRST_READ) > limit * 1.5) {
    const hits = await newest(MOST_READ);
    if (hits.length === limit) return { hits, count: null };
  }
  const { rows: hits } = await sql<Hit>`
    with hit as materialized (select report_id, received_at from report_search as found where ${fields} and ${times})
    select report_id from hit ${order} limit ${limit}`.execute(trx);
  return { hits, count: null };
}

/** Returns the conditions of a search; null if nothing can match. */
async function conditions(
  trx: Transaction<Database>,
  { asked, from, to, after, viewer }: Where,
  similar: boolean,
): Promise<Matching | null> {
  const all: RawBuilder<unknown>[] = [visibleTo(viewer, 'found.report_id')];
  const times: RawBuilder<unknown>[] = [sql`true`];
  if (similar) for (const name of asked.names) all.push(sql`names %> ${name}`);
  const terms = similar ? asked.terms.others : [...asked.terms.name, ...asked.terms.others];
  const common = await commonOf(trx, terms);
  const [rare, others] = [terms.filter((term) => !common.has(term)), terms.filter((term) => common.has(term))];
  if (rare.length > 0) all.push(sql`terms @@ ${rare.join(' & ')}::tsquery`);
  if (others.length > 0) {
    const matches = sql`terms @@ ${others.join(' & ')}::tsquery`;
    // If there is a rare word, look for the common words only in its matches: the index would list a million reports
    // for a common word.
    all.push(rare.length > 0 ? sql`coalesce(${matches}, false)` : matches);
  }
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

/** A word is common if more than this share of the reports has it, according to PostgreSQL's statistics. */
const COMMON = 0.02;
const PLAIN = /^'([^']+)'(:\*)?$/;

/** Returns the terms that are common words. */
async function commonOf(trx: Transaction<Database>, terms: readonly string[]): Promise<Set<string>> {
  const plain = terms.filter((term) => PLAIN.test(term));
  if (terms.length < 2 || plain.length === 0) return new Set();
  const words = plain.map((term) => PLAIN.exec(term)?.[1] ?? '');
  const { rows } = await sql<{ term: string }>`
    select term from unnest(${plain}::text[], ${words}::text[]) as asked (term, word)
    where exists (
      select from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) as known (word, share)
      where schemaname = 'public' and tablename = 'report_search' and attname = 'terms' and share > ${COMMON}
        and (known.word = asked.word or (asked.term like '%:*' and starts_with(known.word, asked.word))))`.execute(trx);
  return new Set(rows.map(({ term }) => term));
}

/** Finds reports that have, or had, a case number that begins with `code` or has it as its serial. */
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
