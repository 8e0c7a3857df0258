import type { Transaction } from 'kysely';
import { randomAccessCode } from '#server/auth/access-code.ts';
import { sealLink } from '#server/auth/letter-link.ts';
import { tokenHash } from '#server/auth/password.ts';
import { type QueuedLetter, queueLetter } from '#server/db/letters.ts';
import { mailOrPage, mayMail } from '#server/db/mailbox-limit.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { LinkPurpose } from '#server/db/tables/letters.ts';
import type { ReportRow } from '#server/db/tables/reports.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { hasLink, type Letter, plainLetter } from '#shared/letters/letter.ts';
import { isPageOnly, mailAddress } from '#shared/letters/mail-address.ts';

export type Sending = {
  letter: Letter;
  at: Date;
  /**
   * The token of the private link in the letter; `leadsTo` determines which page the link opens. The caller stores the
   * link's row; see `keepLink`.
   */
  link?: string | undefined;
  leadsTo?: LinkPurpose;
  /** The recipient's address, if not the one that letters to the reporter normally go to. */
  to?: string;
  /** Whether the reporter's own request triggers the letter; see `mailOrPage`. */
  asked?: boolean;
};

/**
 * Queues a letter to the reporter and returns the part that the history stores. If the agency's wording includes a link
 * and the caller passes none, the link leads to the report's own page.
 */
export async function sendLetter(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  sending: Sending,
): Promise<NonNullable<HistoryEntry['letter']>> {
  const { letter, at } = sending;
  const own = sending.link === undefined && hasLink(letter) ? randomAccessCode() : null;
  const { queued, kept } = letterTo(deps, row, own === null ? sending : { ...sending, link: own, leadsTo: 'status' });
  if (own !== null) {
    await keepLink(trx, { token: own, reportId: row.id, actId: null, at, days: STATUS_LINK_DAYS, purpose: 'status' });
  }
  await queueLetter(
    trx,
    sending.asked === true ? { ...queued, ...(await mailOrPage(trx, row.id, queued, at)) } : queued,
  );
  return kept;
}

/**
 * Thanks the reporter by e-mail for a reply or an addition; null if they get letters on paper, which would arrive days
 * after the page has said the same, or if `mayMail` allows no e-mail.
 */
export async function sendReceipt(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  at: Date,
): Promise<HistoryEntry['letter']> {
  const report = toReport(row);
  const address = mailAddress(knownFacts(report).who);
  if (address === null || !(await mayMail(trx, row.id, address, at))) return null;
  return sendLetter(trx, deps, row, { letter: plainLetter('added', report, await currentPolicy(trx)), at });
}

/**
 * Addresses a letter to the reporter, at the address currently on file, and returns it with the part that the history
 * stores.
 */
export function letterTo(
  deps: Deps,
  row: ReportRow,
  { letter, at, link, leadsTo = 'reply', to }: Sending,
): { queued: QueuedLetter; kept: NonNullable<HistoryEntry['letter']> } {
  const id = uuidv7(at);
  const { who } = knownFacts(toReport(row));
  const queued = {
    id,
    about: { reportId: row.id },
    letter,
    to: to ?? mailAddress(who),
    onPage: isPageOnly(who),
    sealedLink: link === undefined ? null : sealLink(deps, id, `${deps.publicUrl}/${leadsTo}/${link}`),
    host: new URL(deps.publicUrl).hostname,
    at,
  };
  return { queued, kept: { id, kind: letter.kind, subject: letter.subject, text: letter.text } };
}

/**
 * How many days a link opens the report's page, except in letters about an act (`times.reopenDays`). The tracking
 * number and access code work as long as the report is kept.
 */
export const STATUS_LINK_DAYS = 365;

const DAY_MS = 86_400_000;

export type PrivateLink = {
  token: string;
  reportId: string;
  actId: string | null;
  at: Date;
  purpose?: LinkPurpose;
} & ({ days: number } | { until: Date });

/** Stores a private link with its expiry; only the hash of its token is kept. */
export async function keepLink(trx: Transaction<Database>, link: PrivateLink): Promise<void> {
  await linkWrite(trx, link).execute();
}

/** Builds the write that stores a private link. */
export function linkWrite(trx: Transaction<Database>, link: PrivateLink) {
  return trx.insertInto('private_link').values({
    token_hash: tokenHash(link.token),
    report_id: link.reportId,
    act_id: link.actId,
    purpose: link.purpose ?? 'reply',
    created_at: link.at,
    expires_at: 'until' in link ? link.until : new Date(link.at.getTime() + link.days * DAY_MS),
  });
}
