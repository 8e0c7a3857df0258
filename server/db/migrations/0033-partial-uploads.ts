import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // A file that a person's browser sends in pieces, so that it can go on after the connection was lost.
  `create table partial_upload (
    id uuid primary key,
    upload_id uuid not null,
    name text not null,
    bytes integer not null check (bytes > 0),
    started_at timestamptz not null,
    finishing_at timestamptz,
    done_at timestamptz,
    problem text
  )`,
  `create index partial_upload_form on partial_upload (upload_id)`,
  `create index partial_upload_started on partial_upload (started_at)`,
  `create table partial_piece (
    part_id uuid not null references partial_upload on delete cascade,
    starts_at integer not null check (starts_at >= 0),
    bytes integer not null check (bytes > 0),
    file_id uuid not null,
    primary key (part_id, starts_at)
  )`,
  `create index partial_piece_file on partial_piece (file_id)`,
  `create trigger partial_piece_gone after delete on partial_piece
    for each row execute function attachment_gone()`,
];

/** Files that arrive in pieces. Each piece is a sealed file of its own until the last one is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
