import { type Kysely, sql, type Transaction } from 'kysely';
import { knownFacts } from '#shared/domain/known-facts.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import type { PaperRow } from '#shared/person-api.ts';
import { visibleTo } from './hidden-reports.ts';
import { REPORT_COLUMNS } from './report.ts';
import { reportHasWords } from './report-words.ts';
import type { Database } from './schema.ts';
import type { LetterRow } from './tables/letters.ts';
import type { ReportRow } from './tables/reports.ts';

type Queries = Kysely<Database> | Transaction<Database>;
type Page = { printed: boolean; text: string; offset: number; limit: number };

const letters = (db: Queries, viewer: string | null) =>
  db
    .selectFrom('letter')
    .where('to_address', 'is', null)
    .where('sent_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('on_page', '=', false)
    .where('report_id', 'is not', null)
    .where(visibleTo(viewer, 'letter.report_id'));

/** Counts the letters that wait to be printed, and returns when the oldest one began waiting. */
export async function countPapers(
  db: Queries,
  viewer: string | null,
): Promise<{ waiting: number; oldestAt: string | null }> {
  const { waiting, oldest } = await letters(db, viewer)
    .where('printed_at', 'is', null)
    .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min<Date | null>('queued_at').as('oldest')])
    .executeTakeFirstOrThrow();
  return { waiting, oldestAt: oldest?.toISOString() ?? null };
}

/**
 * Letters that must go out on paper, oldest first, or those already printed, latest first. The reporter gave no e-mail
 * address or prefers postal mail, or the e-mail could not be delivered.
 * @param page its `text` is searched for in the reporter's name and the tracking number.
 * @param viewer a supervisor; letters about reports that they will review blind are left out.
 */
export async function findPapers(db: Queries, { printed, text, offset, limit }: Page, viewer: string | null) {
  const all = letters(db, viewer).where('printed_at', printed ? 'is not' : 'is', null);
  const tray = text === '' ? all : all.where('report_id', 'in', reportsOf(db, text));
  const page = printed ? tray.orderBy('printed_at', 'desc') : tray.orderBy('queued_at');
  const rows = await page
    .innerJoin('report', 'report.id', 'letter.report_id')
    .leftJoin('officer', 'officer.id', 'letter.printed_by')
    .select([
      'letter.id',
      'report.id as reportId',
      'letter.kind',
      'letter.language',
      'letter.subject',
      'letter.queued_at',
    ])
    .select(['letter.failed_at', 'letter.printed_at', 'officer.display_name'])
    .select(['report.tracking_number', 'report.facts', 'report.corrections'])
    .orderBy('letter.id')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await tray.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    rows: rows.map((row): PaperRow => {
      const { who } = knownFacts(row);
      const isSafe = !isUnsafe(who.safeContact, 'mail');
      return {
        id: row.id,
        reportId: row.reportId,
        trackingNumber: row.tracking_number,
        kind: row.kind,
        language: row.language,
        subject: row.subject,
        person: `${who.givenName} ${who.familyName}`,
        address: isSafe ? who.address : null,
        isSafe,
        why: row.failed_at === null ? 'no_email' : 'undelivered',
        queuedAt: row.queued_at.toISOString(),
        printed: row.printed_at === null ? null : { at: row.printed_at.toISOString(), by: row.display_name ?? '' },
      };
    }),
    total,
  };
}

/**
 * `offset 0` makes PostgreSQL find the reports first; otherwise, it scans all letters in order, which is slow if few
 * match.
 */
const reportsOf = (db: Queries, text: string) =>
  db.selectFrom('report').select('report.id').where(reportHasWords(text)).offset(0);

/** A letter to be sent on paper, with its report; null if the letter was sent by e-mail or is unknown. */
export async function findPaper(db: Queries, id: string): Promise<{ letter: LetterRow; report: ReportRow } | null> {
  const letter = await db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('to_address', 'is', null)
    .where('sent_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('on_page', '=', false)
    .executeTakeFirst();
  if (letter === undefined || letter.report_id === null) return null;
  const report = await db
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('id', '=', letter.report_id)
    .executeTakeFirstOrThrow();
  return { letter, report };
}

/** Records that letters are put on paper, except withdrawn ones. @returns the IDs of the letters put on paper. */
export async function setOnPaper(
  trx: Transaction<Database>,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await trx
    .updateTable('letter')
    .set({ on_paper_at: at })
    .where('id', 'in', ids)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Whether each of these is a letter that was withdrawn. */
export async function areWithdrawn(db: Queries, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await db
    .selectFrom('letter')
    .select('id')
    .where('id', 'in', ids)
    .where('withdrawn_at', 'is not', null)
    .execute();
  return rows.length === ids.length;
}

/**
 * Marks a letter as printed and deletes its private link.
 * @returns false if it was already marked, or was withdrawn.
 */
export async function setPrinted(
  trx: Transaction<Database>,
  id: string,
  officerId: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letter')
    .set({ printed_at: at, printed_by: officerId, private_link: sql`null`, next_attempt_at: null })
    .where('id', '=', id)
    .where('printed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
