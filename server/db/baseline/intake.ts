/** The files and drafts that reports come from. */
export const INTAKE = [
  // If `report_id` is null, the file was uploaded with a form (`upload_id`) that has not been submitted yet.
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

  // Files to delete. An entry is added whenever an attachment's row is permanently removed, for any reason, so the file
  // is deleted even if a server is killed in between.
  `create table file_removal (file_id uuid primary key, since timestamptz not null)`,
  `create function attachment_gone() returns trigger language plpgsql as $$
  begin
    insert into file_removal (file_id, since) values (old.file_id, clock_timestamp()) on conflict do nothing;
    return null;
  end $$`,
  `create trigger attachment_gone after delete on attachment for each row execute function attachment_gone()`,

  // Reports that are not filed yet: unfinished ones, and those whose address is not confirmed.
  `create table draft (
    id uuid primary key,
    state text not null check (state in ('draft', 'unconfirmed')),
    token_hash text not null unique,
    sealed bytea not null,
    kept_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index draft_expiry on draft (expires_at)`,
];
