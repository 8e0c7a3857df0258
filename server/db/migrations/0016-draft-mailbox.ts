import { type Kysely, sql } from 'kysely';

/**
 * Mails about drafts are counted by the mailbox that they reach, however its address is written: in capitals, with dots,
 * or with a tag after a plus sign, as most mail servers read it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create function mailbox(address text) returns text language sql immutable strict parallel safe
    return lower(replace(split_part(split_part(address, '@', 1), '+', 1), '.', '') || '@' || split_part(address, '@', 2))`,
  `create index letter_draft_mailbox on letter (mailbox(to_address), queued_at) where draft_id is not null`,
];
