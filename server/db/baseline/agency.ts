/** The agency and the policies it has published. */
export const AGENCY = [
  `create table agency (
    id boolean primary key default true check (id),
    epoch uuid not null default gen_random_uuid(),
    incarnation text,
    form_secret bytea not null
      default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
  )`,
  `insert into agency default values`,

  `create table policy (
    version integer primary key,
    doc jsonb not null,
    published_at timestamptz not null
  )`,

  `create table tracking_counter (year integer primary key, last integer not null)`,
  `create table case_counter (year integer primary key, last integer not null)`,
];
