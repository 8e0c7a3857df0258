import type { Kysely, Transaction } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Language, Report, ReportKind, ReportState } from '#shared/domain/report.ts';
import { asPrinted } from '../auth/access-code.ts';
import { tokenHash } from '../auth/password.ts';
import type { Database } from './schema.ts';
import type { LinkPurpose } from './tables/letters.ts';

/**
 * How a private link's key reached the server: in the link itself, or as a code typed with the tracking number. Others
 * may see a letter on paper, so a code that was printed only counts as a code: see `hide-person.ts`.
 */
export type LinkKey = { link: string } | { code: string };

/** The stored form of a key, and which links it may open. */
export const heldBy = (key: LinkKey) => ({
  hash: tokenHash(asPrinted('link' in key ? key.link : key.code)),
  onPaper: 'link' in key ? [false] : [false, true],
});

/**
 * Stores a new code that opens what a link opens, for as long as that link. Stores nothing for a link that has been
 * removed.
 */
export async function keepPrintedCode(trx: Transaction<Database>, link: string, code: string): Promise<void> {
  await trx
    .insertInto('private_link')
    .columns(['token_hash', 'report_id', 'act_id', 'purpose', 'created_at', 'expires_at', 'used_at', 'on_paper'])
    .expression(
      trx
        .selectFrom('private_link')
        .select((eb) => [
          eb.val(tokenHash(code)).as('token_hash'),
          'report_id',
          'act_id',
          'purpose',
          'created_at',
          'expires_at',
          'used_at',
          eb.lit(true).as('on_paper'),
        ])
        .where('token_hash', '=', tokenHash(asPrinted(link))),
    )
    .execute();
}

/** Whether a key was printed as a code. */
export async function isPrintedCode(trx: Transaction<Database>, key: string): Promise<boolean> {
  const row = await trx
    .selectFrom('private_link')
    .select('on_paper')
    .where('token_hash', '=', tokenHash(asPrinted(key)))
    .executeTakeFirst();
  return row?.on_paper === true;
}

/** What the page behind a private link may show. Contains no text from the report itself. */
export type LinkTarget = {
  reportId: string;
  purpose: LinkPurpose;
  trackingNumber: string;
  kind: ReportKind;
  language: Language;
  state: ReportState;
  /** For a report rejected as a duplicate: its primary. */
  duplicateOf: string | null;
  /** Codes of the missing items that the officer asked for. */
  asked: readonly string[];
  /** The officer's own question in the follow-up letter. */
  question: string | null;
  /** The officer's note in the follow-up letter; empty if there was none. */
  note: string;
  /** When the link ends. */
  until: Date;
  history: Report['history'];
};

/** How long a private link is remembered after it has ended. */
const KNOWN_DAYS = 90;
const DAY_MS = 86_400_000;

/** Removes a batch of links that ended long ago; returns the count. */
export async function removeExpiredLinks(db: Kysely<Database>, now: Date, limit: number): Promise<number> {
  const before = new Date(now.getTime() - KNOWN_DAYS * DAY_MS);
  const gone = await db
    .deleteFrom('private_link')
    .where(
      'token_hash',
      'in',
      db.selectFrom('private_link').select('token_hash').where('expires_at', '<=', before).limit(limit),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Marks all unused reply links of a report as used. */
export async function useUpReplyLinks(trx: Transaction<Database>, reportId: string, at: Date): Promise<void> {
  await trx
    .updateTable('private_link')
    .set({ used_at: at })
    .where('report_id', '=', reportId)
    .where('purpose', '=', 'reply')
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Returns the target of a link that is live at `now`; null if the link is unknown, expired, or used. The lookup uses the
 * token's SHA-256, so its timing reveals nothing about valid tokens.
 */
export async function linkByKey(
  db: Kysely<Database> | Transaction<Database>,
  key: LinkKey,
  now: Date,
): Promise<LinkTarget | null> {
  const { hash, onPaper } = heldBy(key);
  const row = await db
    .selectFrom('private_link')
    .innerJoin('report', 'report.id', 'private_link.report_id')
    .leftJoin('act', 'act.id', 'private_link.act_id')
    .select(['report.id', 'tracking_number', 'report.kind', 'state', 'duplicate_of', 'facts', 'corrections'])
    .select(['purpose', 'expires_at', 'history', 'act.act'])
    .where('token_hash', '=', hash)
    .where('on_paper', 'in', onPaper)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  const asking = row.act?.kind === 'follow_up' ? row.act : null;
  return {
    reportId: row.id,
    purpose: row.purpose,
    trackingNumber: row.tracking_number,
    kind: row.kind,
    language: knownFacts(row).who.language,
    state: row.state,
    duplicateOf: row.duplicate_of,
    asked: asking?.missing ?? [],
    question: asking?.question ?? null,
    note: asking?.note ?? '',
    until: row.expires_at,
    history: row.history,
  };
}

/** How a reply link ended: it expired, it was used, or its report is no longer waiting on the reporter. */
export type LinkEnd = { how: 'over' | 'used' | 'moved'; at: Date; trackingNumber: string; language: Language };

/**
 * Returns how a reply link that no longer works ended. Returns null for a link that is unknown or ended long ago. Only
 * someone who was given the link can learn this.
 */
export async function endOfReplyLink(db: Kysely<Database>, key: LinkKey, now: Date): Promise<LinkEnd | null> {
  const { hash, onPaper } = heldBy(key);
  const row = await db
    .selectFrom('private_link')
    .innerJoin('report', 'report.id', 'private_link.report_id')
    .select(['used_at', 'expires_at', 'tracking_number', 'facts', 'corrections'])
    .where('token_hash', '=', hash)
    .where('on_paper', 'in', onPaper)
    .where('purpose', '=', 'reply')
    .executeTakeFirst();
  if (row === undefined) return null;
  const about = { trackingNumber: row.tracking_number, language: knownFacts(row).who.language };
  if (row.used_at !== null) return { how: 'used', at: row.used_at, ...about };
  return { how: row.expires_at <= now ? 'over' : 'moved', at: row.expires_at, ...about };
}
