import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The network that sent a file, until its form is submitted: one network gets only a share of the space.
  `alter table attachment add column source text`,
  `alter table partial_upload add column source text`,
  `create index attachment_source on attachment (source) where report_id is null`,
  `create index partial_upload_source on partial_upload (source) where done_at is null`,
  // What the malware scanner said; null until it has looked.
  `alter table attachment add column scan text check (scan in ('clean', 'infected'))`,
  `alter table attachment add column scanned_at timestamptz`,
  `alter table attachment add column scan_found text`,
  `alter table attachment add column scan_failures integer not null default 0`,
  `create index attachment_unscanned on attachment (scan_failures, received_at desc, id desc) where scan is null`,
];

/** Files of one network that wait for their form, and what the malware scanner found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
