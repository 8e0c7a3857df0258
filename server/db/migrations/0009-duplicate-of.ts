import { type Kysely, sql } from 'kysely';

/** Which report stands for one that was rejected as its duplicate: always the end of the chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table report add column duplicate_of text`,
  `update report set duplicate_of = (
    select act->>'duplicateOf' from act where act.report_id = report.id and kind = 'reject'
    order by decided_at desc, id desc limit 1)
    where state = 'rejected'`,
  `create index report_duplicate_of on report (duplicate_of) where duplicate_of is not null`,
];
