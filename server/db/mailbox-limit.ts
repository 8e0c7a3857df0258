import { sql, type Transaction } from 'kysely';
import { currentPolicy } from './policy.ts';
import type { Database } from './schema.ts';

const HOUR_MS = 3_600_000;
/** Anyone can enter someone else's address, so each mailbox gets at most this many e-mails per hour until it is confirmed. */
const MAILS_PER_HOUR = 5;

/** Only reports from the public form have a submission ID; their first event says whether the address was confirmed. */
const isUnconfirmed = sql<boolean>`(report.submission_id is not null
  and report.history #>> '{0,event,code}' in ('filed', 'refiled'))`;

/**
 * Whether an unconfirmed address may get one more e-mail in this hour. Counts e-mails about drafts, and about reports
 * that were filed without confirming their address. Counting is serialized per mailbox until the transaction ends, so
 * that concurrent requests can't exceed the limit together.
 */
export async function hasMailLeft(trx: Transaction<Database>, address: string, at: Date): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(mailbox(${address}), 7022))`.execute(trx);
  const since = new Date(at.getTime() - HOUR_MS);
  const row = await trx
    .selectFrom('letter')
    .leftJoin('report', 'report.id', 'letter.report_id')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    // IDs begin with the time, so this reads only the newest letters.
    .where('letter.id', '>=', firstIdAt(since))
    .where('queued_at', '>', since)
    .where(sql<string>`mailbox(to_address)`, '=', sql<string>`mailbox(${address})`)
    .where((eb) => eb.or([eb('draft_id', 'is not', null), isUnconfirmed]))
    .executeTakeFirstOrThrow();
  return Number(row.n) < MAILS_PER_HOUR;
}

/** The lowest UUID that begins with this time, as version 7 UUIDs do (RFC 9562). */
function firstIdAt(when: Date): string {
  const hex = when.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Whether a letter that a reporter's request triggers may go out by e-mail. A report from the public form that may mean
 * danger is filed before its address is confirmed, so such letters could flood a stranger's mailbox. An agency that
 * confirms no addresses has accepted that.
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
  return hasMailLeft(trx, address, at);
}

type Ways = { to: string | null; onPage?: boolean };

/**
 * Returns how to send a letter that a reporter's request triggers: as given, or only on the report's page if `mayMail`
 * allows no e-mail. Whoever sent the request can see that page. On paper, such letters could flood a stranger's home.
 */
export async function mailOrPage(
  trx: Transaction<Database>,
  reportId: string,
  { to, onPage = false }: Ways,
  at: Date,
): Promise<Required<Ways>> {
  return (await mayMail(trx, reportId, to, at)) ? { to, onPage } : { to: null, onPage: true };
}
