import { type Kysely, sql } from 'kysely';

/**
 * E-mails to unconfirmed addresses are counted apart from the letters, because a draft's letters are deleted with it.
 * `mailbox` is a hash. Rows are deleted after the hour that they count for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'create table counted_mail (mailbox text not null, at timestamptz not null)',
    'create index counted_mail_lately on counted_mail (mailbox, at)',
  ])
    await sql.raw(statement).execute(db);
}
