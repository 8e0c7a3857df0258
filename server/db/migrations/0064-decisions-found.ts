import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The list of decisions is searched by a whole tracking number: decisions on that report, and those that name it.
  `create index decision_names on decision (duplicate_of) where duplicate_of is not null`,
  // "Decided within a minute of opening" is asked of few decisions.
  `create index decision_quick on decision (decided_at, id) where (circumstances ->> 'openSeconds')::integer <= 60`,
];

/** Indexes for two questions about decisions: by number, and the quick ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
