import { type Kysely, sql } from 'kysely';

/**
 * What was already sent with which form of the public pages, so that a second press of a button changes nothing. `code`
 * is a new report's access code, encrypted for the browser that sent the form, and kept for half an hour.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table used_form (
      form_id uuid not null,
      sent text not null,
      report_id uuid not null references report on delete cascade,
      at timestamptz not null,
      code bytea,
      primary key (form_id, sent)
    )`,
    'create index used_form_report on used_form (report_id)',
    'create index used_form_code on used_form (at) where code is not null',
  ])
    await sql.raw(statement).execute(db);
}
