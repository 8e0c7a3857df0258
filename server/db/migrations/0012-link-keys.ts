import { type Kysely, sql } from 'kysely';

/** The keys under which reports meet that may tell of one incident, and by which rules each report's were made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table report_link (
    report_id uuid primary key references report on delete cascade,
    rules text not null
  )`,
  `create table link_key (
    key bigint not null,
    report_id uuid not null references report on delete cascade,
    primary key (key, report_id)
  )`,
  `create index link_key_report on link_key (report_id)`,
];
