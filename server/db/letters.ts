import { sql, type Transaction } from 'kysely';
import type { NewEntry } from '#shared/domain/history.ts';
import type { LetterKind } from '#shared/domain/policy.ts';
import type { Letter } from '#shared/letters/letter.ts';
import { announce, telling } from './news.ts';
import { thisTransaction } from './report.ts';
import type { Database } from './schema.ts';
import type { LetterRow } from './tables/letters.ts';

/** How long a worker's claim on a letter lasts. If the worker is killed, the letter becomes due again after that. */
const LEASE_SECONDS = 180;

export type QueuedLetter = {
  id: string;
  /** The report or draft that the letter is about. */
  about: { reportId: string } | { draftId: string };
  letter: Letter;
  /** Null if the reporter gave no address, or must not be e-mailed. */
  to: string | null;
  /** Whether the reporter reads the letter only on the report's page; see `isPageOnly`. */
  onPage?: boolean;
  /** The private link, encrypted; kept until the letter is sent or printed. */
  sealedLink: string | null;
  /** The host in the Message-ID, set when the letter is queued so that it is the same on every attempt. */
  host: string;
  at: Date;
};

/** Queues a letter in the same transaction as the change that causes it; the mailer sends it after the commit. */
export async function queueLetter(trx: Transaction<Database>, queued: QueuedLetter): Promise<void> {
  await letterWrite(trx, queued).execute();
}

/** Returns the insert that queues a letter and announces it, without running it. */
export function letterWrite(trx: Transaction<Database>, queued: QueuedLetter) {
  const { id, about, letter, to, onPage = false, sealedLink, host, at } = queued;
  return trx
    .insertInto('letter')
    .values({
      id,
      report_id: 'reportId' in about ? about.reportId : null,
      draft_id: 'draftId' in about ? about.draftId : null,
      kind: letter.kind,
      language: letter.language,
      to_address: to,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      private_link: onPage ? null : sealedLink,
      on_page: onPage,
      message_id: `<${id}@${host}>`,
      queued_at: at,
      next_attempt_at: to === null ? null : at,
    })
    .$if(to !== null, (insert) => insert.returning(telling('letters')));
}

/**
 * Stops queued letters from being e-mailed when e-mail is no longer safe for the reporter. They are printed instead or,
 * with `onPage`, shown only on the report's page.
 */
export async function keepFromMail(trx: Transaction<Database>, reportId: string, onPage: boolean): Promise<void> {
  await trx
    .updateTable('letter')
    .set({ to_address: null, next_attempt_at: null, on_page: onPage })
    .where('report_id', '=', reportId)
    .where('to_address', 'is not', null)
    .where('sent_at', 'is', null)
    .where('handed_over_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Letters that say how a report was decided; they are void once it is reopened. */
const DECISIONS: readonly LetterKind[] = ['approved', 'rejected', 'appeal_upheld'];

/**
 * Returns an update, not run yet, that withdraws a report's letters about decisions, unless they have gone out. One that
 * the mailer is just sending may still arrive; it is not tried again.
 */
export function decisionWithdrawal(trx: Transaction<Database>, reportId: string, at: Date) {
  return trx
    .updateTable('letter')
    .set({ withdrawn_at: at, next_attempt_at: null, private_link: sql`null` })
    .where('report_id', '=', reportId)
    .where('kind', 'in', DECISIONS)
    .where('sent_at', 'is', null)
    .where('handed_over_at', 'is', null)
    .where('printed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('on_page', '=', false);
}

/** Replaces the encrypted private link of a letter that waits to be sent or printed. */
export async function setLink(trx: Transaction<Database>, id: string, sealedLink: string): Promise<void> {
  await trx.updateTable('letter').set({ private_link: sealedLink }).where('id', '=', id).execute();
}

/** Returns an update, not run yet, that withdraws an unsent letter, so that it is never sent or printed. */
export function withdrawal(trx: Transaction<Database>, id: string, at: Date) {
  return trx
    .updateTable('letter')
    .set({ withdrawn_at: at, next_attempt_at: null, private_link: sql`null` })
    .where('id', '=', id);
}

/**
 * Claims the letter that has been due the longest, so that no other worker takes it; null if none is due. The transaction
 * ends before the mail server is contacted, because an open one would hold back the change feed for everyone.
 */
export async function takeDueLetter(trx: Transaction<Database>, now: Date): Promise<LetterRow | null> {
  const due = trx
    .selectFrom('letter')
    .select('id')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(1)
    .forUpdate()
    .skipLocked();
  const taken = await trx
    .updateTable('letter')
    .set({
      attempts: sql<number>`attempts + 1`,
      next_attempt_at: new Date(now.getTime() + LEASE_SECONDS * 1000),
    })
    .where('id', 'in', due)
    .returningAll()
    .executeTakeFirst();
  return taken ?? null;
}

/** Returns when the next letter is due; null if none is queued. */
export async function nextDue(trx: Transaction<Database>): Promise<Date | null> {
  const row = await trx
    .selectFrom('letter')
    .select((eb) => eb.fn.min('next_attempt_at').as('at'))
    .where('next_attempt_at', 'is not', null)
    .executeTakeFirst();
  return row?.at ?? null;
}

/**
 * Adds an entry to a report's history without raising the report's version, because nothing that an officer may be
 * deciding about has changed. The change feed still delivers the entry.
 */
export async function appendHistory(
  trx: Transaction<Database>,
  reportId: string,
  entry: NewEntry,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('report')
    .set({
      history: sql`history || ${JSON.stringify([entry])}::jsonb`,
      changed_at: at,
      changed_txid: thisTransaction,
    })
    .where('id', '=', reportId)
    .execute();
  await announce(trx, 'reports');
}
