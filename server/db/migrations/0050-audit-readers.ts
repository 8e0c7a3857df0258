import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Up to which row of the audit log another system has it. Not part of the log: a restored database sends rows again.
  `create table audit_reader (
    name text primary key,
    seq bigint not null check (seq >= 0),
    at timestamptz not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
