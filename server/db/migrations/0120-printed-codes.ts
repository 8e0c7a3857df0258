import { type Kysely, sql } from 'kysely';

/**
 * Codes printed in letters were the keys of links, so a URL with one opened the report. From now on, a printed code only
 * counts when it is typed with the tracking number. That also holds for each code that may have been printed already: in
 * a report with letters on paper, only the links that certainly went out by e-mail stay links.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table private_link add column on_paper boolean not null default false',
    `update private_link set on_paper = true
      where exists (select from letter where letter.report_id = private_link.report_id and letter.to_address is null)
        and not exists (select from letter where letter.report_id = private_link.report_id
          and letter.queued_at = private_link.created_at and letter.to_address is not null)`,
  ])
    await sql.raw(statement).execute(db);
}
