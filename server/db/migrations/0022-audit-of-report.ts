import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create index audit_target on audit (target, at, seq) where target is not null`,
  // Which searches showed a report.
  `create index audit_shown on audit using gin ((detail -> 'shown')) with (fastupdate = off) where action = 'search.run'`,
];

/** For all that was logged about one report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
