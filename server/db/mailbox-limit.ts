import { type Kysely, sql, type Transaction } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Person } from '#shared/domain/report.ts';
import { currentPolicy } from './policy.ts';
import type { Database } from './schema.ts';

const HOUR_MS = 3_600_000;
/** Anyone can enter someone else's address, so an unconfirmed mailbox gets at most this many e-mails per hour. */
const MAILS_PER_HOUR = 5;

/** Only reports from the public form have a submission ID; their first event says whether the address was confirmed. */
const isUnconfirmed = sql<boolean>`(report.submission_id is not null
  and report.history #>> '{0,event,code}' in ('filed', 'refiled'))`;

/**
 * Counts one more e-mail to an unconfirmed address, which the caller then queues; false if it has had its e-mails of
 * this hour. Counted are those about drafts, and those that the sender of a report with an unconfirmed address causes.
 * Counting is serialized per mailbox until the transaction ends, so that concurrent requests can't exceed the limit
 * together.
 */
export async function takeMail(trx: Transaction<Database>, address: string, at: Date): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(mailbox(${address}), 7022))`.execute(trx);
  const mailbox = sql`encode(sha256(convert_to(mailbox(${address}), 'UTF8')), 'hex')`;
  const since = new Date(at.getTime() - HOUR_MS);
  const { numAffectedRows } = await sql`
    insert into counted_mail (mailbox, at) select ${mailbox}, ${at}::timestamptz
    where (select count(*) from counted_mail where mailbox = ${mailbox} and at > ${since}) < ${MAILS_PER_HOUR}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

/** Forgets e-mails that no longer count. @returns the number of them. */
export async function forgetCountedMail(db: Kysely<Database>, now: Date): Promise<number> {
  const before = new Date(now.getTime() - HOUR_MS);
  const { numDeletedRows } = await db.deleteFrom('counted_mail').where('at', '<=', before).executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Whether a letter that a reporter's request triggers may go out by e-mail; the caller then queues it. A report from the
 * public form that may mean danger is filed before its address is confirmed, so such letters could flood a stranger's
 * mailbox. An agency that confirms no addresses has accepted that.
 */
export async function mayMail(
  trx: Transaction<Database>,
  reportId: string,
  address: string | null,
  at: Date,
): Promise<boolean> {
  if (address === null) return true;
  const unconfirmed = await trx
    .selectFrom('report')
    .select('id')
    .where('id', '=', reportId)
    .where(isUnconfirmed)
    .executeTakeFirst();
  if (unconfirmed === undefined || !(await currentPolicy(trx)).limits.confirmEmail) return true;
  return takeMail(trx, address, at);
}

/**
 * The people whose words a letter about this report must not contain, because its address was not confirmed: anyone may
 * have entered it, and anything as a name. Empty for a confirmed address.
 */
export async function unconfirmedSender(db: Kysely<Database>, reportId: string): Promise<Person[]> {
  const row = await db
    .selectFrom('report')
    .select(['facts', 'corrections'])
    .where('id', '=', reportId)
    .where(isUnconfirmed)
    .executeTakeFirst();
  if (row === undefined || !(await currentPolicy(db)).limits.confirmEmail) return [];
  return [row.facts.who, knownFacts(row).who];
}

type Ways = { to: string | null; onPage?: boolean };

/**
 * Returns how to send a letter that a reporter's request triggers: as given, or only on the report's page if `mayMail`
 * allows no e-mail. The person who sent the request can see that page. On paper, such letters could flood a stranger's
 * home.
 */
export async function mailOrPage(
  trx: Transaction<Database>,
  reportId: string,
  { to, onPage = false }: Ways,
  at: Date,
): Promise<Required<Ways>> {
  return (await mayMail(trx, reportId, to, at)) ? { to, onPage } : { to: null, onPage: true };
}
