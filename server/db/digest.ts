import { type Kysely, sql } from 'kysely';
import type { DigestNumbers } from '#shared/letters/digest.ts';
import type { Span } from './figure-sources.ts';
import { SAMPLED } from './sampled-figures.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database>;

/**
 * Returns what the weekly digest counts: current states, and the week's events. The digest names no person or report.
 * Reviewers read it, so it leaves out appeals of decisions that wait for a blind review: an appeal reveals that the
 * decision was a rejection.
 */
export async function digestNumbers(
  db: Queries,
  { start, end }: Span,
): Promise<Omit<DigestNumbers, 'received' | 'decided' | 'messagesOverdue'>> {
  const { rows } = await sql<Omit<DigestNumbers, 'received' | 'decided' | 'messagesOverdue' | 'samplesWaiting'>>`
    select
      (select sum(count)::int8 from figure_day
        where series = 'open' and code = 'overdue' and day = (select max(day) from figure_day)) as overdue,
      (select count(*) from letter where kind = 'late' and queued_at >= ${start} and queued_at < ${end}) as "toldLate",
      (select count(*) from report where state = 'appealed' and id not in (${SAMPLED})) as "appealsWaiting",
      (select count(*) from policy_draft where state = 'ready') as "draftsReady",
      (select count(*) from audit where at >= ${start} and at < ${end} and action = 'session.open' and outcome = 'failure')
        as "badSignIns",
      (select count(*) from audit where at >= ${start} and at < ${end} and action in ('officer.lock', 'officer.slow')) as locks,
      (select count(*) from letter where failed_at >= ${start} and failed_at < ${end} and report_id is not null) as "lettersFailed",
      (select count(*) from letter where to_address is null and sent_at is null and printed_at is null
        and withdrawn_at is null and not on_page and report_id is not null) as "lettersToPrint",
      (select outcome = 'success' from audit where action = 'audit.check' order by seq desc limit 1) as "chainIntact",
      (select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from audit
        where action = 'audit.check' order by seq desc limit 1) as "chainCheckedAt"`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a query returned no row');
  return { ...row, overdue: row.overdue ?? 0, samplesWaiting: await samplesWaiting(db) };
}

/**
 * Counts the decisions that were selected for second review and have no finished review; null if none was ever
 * selected. Decisions whose report was removed don't count.
 */
async function samplesWaiting(db: Queries): Promise<number | null> {
  const drawn = await db.selectFrom('review_draw').select('week').limit(1).executeTakeFirst();
  if (drawn === undefined) return null;
  const { count } = await db
    .selectFrom('review_sample')
    .leftJoin('review', 'review.sample_id', 'review_sample.id')
    .where('act_id', 'is not', null)
    .where('report_id', 'is not', null)
    .where('closed_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The addresses that the digest of a week was already sent to. */
export async function digestSentTo(db: Queries, week: string): Promise<string[]> {
  const rows = await db.selectFrom('digest_sent').select('address').where('week', '=', week).execute();
  return rows.map(({ address }) => address);
}

export async function noteDigestSent(db: Queries, week: string, address: string, at: Date): Promise<void> {
  await db
    .insertInto('digest_sent')
    .values({ week, address, sent_at: at })
    .onConflict((known) => known.doNothing())
    .execute();
}
