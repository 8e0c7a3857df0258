import { type Kysely, sql } from 'kysely';

/** What a person sends and gets besides the form: files, the way to the report's page, letters on paper. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Without a report it was sent with a form (upload_id) that has not been submitted yet.
  `create table attachment (
    id uuid primary key,
    report_id uuid references report on delete cascade,
    upload_id uuid,
    file_id uuid not null,
    name text not null,
    media_type text not null,
    bytes integer not null,
    sha256 text not null,
    view jsonb,
    received_at timestamptz not null,
    check (report_id is not null or upload_id is not null)
  )`,
  `create index attachment_report on attachment (report_id) where report_id is not null`,
  `create index attachment_upload on attachment (upload_id) where report_id is null`,
  `create index attachment_waiting on attachment (received_at) where report_id is null`,
  `create index attachment_file on attachment (file_id)`,

  // A file goes after its row has gone for good, whatever made the row go, also when a server is killed in between.
  `create table file_removal (file_id uuid primary key, since timestamptz not null)`,
  `create function attachment_gone() returns trigger language plpgsql as $$
  begin
    insert into file_removal (file_id, since) values (old.file_id, clock_timestamp()) on conflict do nothing;
    return null;
  end $$`,
  `create trigger attachment_gone after delete on attachment for each row execute function attachment_gone()`,

  // SHA-256 of the 128 random bits by which the person sees the report's page.
  `alter table report add column access_hash text`,
  `create unique index report_access on report (access_hash) where access_hash is not null`,

  // Letters of persons who have no e-mail, or whose mail came back, are printed by somebody.
  `alter table letter add column printed_at timestamptz, add column printed_by uuid references officer`,
  `create index letter_to_print on letter (queued_at, id)
    where to_address is null and sent_at is null and printed_at is null`,
  `create index letter_printed on letter (printed_at desc, id) where printed_at is not null`,
];
