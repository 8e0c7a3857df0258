import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The number that the records system gave the report, and the files of the report that it has.
  `alter table rms_package add column rms_number text, add column files_sent jsonb not null default '[]'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
