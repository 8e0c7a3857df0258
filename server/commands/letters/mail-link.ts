import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { appendHistory } from '#server/db/letters.ts';
import { mayMail } from '#server/db/mailbox-limit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { fromStaff } from '#server/staff-networks.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { plainLetter } from '#shared/letters/letter.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import { sendLetter } from './send-letter.ts';

/**
 * Maximum number of e-mails per day with a report's link, including the confirmation, so nobody can flood a mailbox.
 */
const MOST_A_DAY = 3;
const DAY_MS = 86_400_000;

/** Ends the transaction of a request that was not the reporter's, so that nothing of it stays. */
class NotTheirs extends Error {}

/**
 * E-mails a new private link to a report, if the given address is its reporter's and e-mail is safe for them. The mail
 * goes only to the address stored in the report, so the person who asks learns nothing. A request that does not match
 * takes the same steps, about the newest report where there is none with that number, and is rolled back: how busy the
 * server is afterward doesn't tell whether a guess was right.
 * @returns whether the mail was queued; the caller must not show that.
 */
export async function mailLink(
  deps: Deps,
  asked: { trackingNumber: string; email: string },
  source: string,
): Promise<boolean> {
  try {
    return await inTransaction(deps.db, (trx) => mailIn(trx, deps, asked, source));
  } catch (error) {
    if (error instanceof NotTheirs) return false;
    throw error;
  }
}

async function mailIn(
  trx: Transaction<Database>,
  deps: Deps,
  { trackingNumber, email }: { trackingNumber: string; email: string },
  source: string,
): Promise<boolean> {
  const at = deps.now();
  const asked = await idOf(trx, trackingNumber);
  const newest = await newestId(trx);
  const about = asked ?? newest;
  const row = about === null ? null : await lockReport(trx, about);
  if (row === null) return false;
  const report = toReport(row);
  const { email: own, safeContact } = knownFacts(report).who;
  const to = own ?? email;
  const isTheirs = asked !== null && own?.toLowerCase() === email.toLowerCase() && !isUnsafe(safeContact, 'email');
  const isWithinDay = (await mailedSince(trx, row.id, new Date(at.getTime() - DAY_MS))) < MOST_A_DAY;
  const isWithinHour = await mayMail(trx, row.id, to, at);
  const letter = plainLetter('link_again', report, await currentPolicy(trx));
  // The reporter asked for an e-mail, so send one even if the reporter normally gets letters on paper.
  const sent = await sendLetter(trx, deps, row, { letter, at, to });
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: 'reminded',
    by: null,
    ...fromStaff(deps, source),
    event: { code: 'link_mailed', params: {} },
    note: null,
    letter: sent,
  };
  await appendHistory(trx, row.id, entry, at);
  await appendAudit(trx, {
    at,
    actor: 'person',
    action: 'report.mail_link',
    target: row.id,
    outcome: 'success',
    source,
    detail: { ...fromStaff(deps, source), letter: sent.id },
  });
  if (!isTheirs || !isWithinDay || !isWithinHour) throw new NotTheirs();
  return true;
}

async function idOf(trx: Transaction<Database>, trackingNumber: string): Promise<string | null> {
  const found = await trx
    .selectFrom('report')
    .select('id')
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  return found?.id ?? null;
}

async function newestId(trx: Transaction<Database>): Promise<string | null> {
  const found = await trx.selectFrom('report').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return found?.id ?? null;
}

async function mailedSince(trx: Transaction<Database>, reportId: string, since: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('letter')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('report_id', '=', reportId)
    .where('kind', 'in', ['received', 'link_again'])
    .where('queued_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}
