import { type Kysely, sql } from 'kysely';

/** The whole process: corrections, hand-over between colleagues, appeals, pairs, retention, the records system. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table report
    add column corrections jsonb not null default '[]',
    add column assigned_to jsonb,
    add column claim jsonb,
    add column decided_by uuid references officer,
    add column hold jsonb`,
  `update report set decided_by = (
    select officer_id from act where act.report_id = report.id and kind in ('approve', 'reject')
    order by decided_at desc, id desc limit 1)
    where state in ('approved', 'rejected')`,
  `create index report_awaiting on report (id) where state = 'awaiting_citizen'`,
  `create index report_closed on report (state, changed_at)
    where state in ('approved', 'rejected', 'withdrawn', 'closed_no_answer')`,

  // Numbers outlive their reports: the list has no gap that nobody can explain.
  `create table case_number (
    number text primary key,
    year integer not null,
    serial integer not null,
    report_id uuid not null,
    tracking_number text not null,
    given_at timestamptz not null,
    voided_at timestamptz,
    unique (year, serial)
  )`,
  `create index case_number_report on case_number (report_id)`,
  `insert into case_number (number, year, serial, report_id, tracking_number, given_at)
    select case_number, 2000 + split_part(case_number, '-', 1)::integer, split_part(case_number, '-', 2)::integer,
      id, tracking_number, changed_at
    from report where case_number ~ '^[0-9]{2}-[0-9]+$'`,

  // The address at which a letter could not be delivered; the letter is then to be printed.
  `alter table letter add column failed_address text`,
  `create index act_letter on act (letter_id) where letter_id is not null`,
  `create index private_link_act on private_link (act_id) where act_id is not null`,

  `create table pair_decision (
    id uuid primary key,
    request_hash text not null,
    left_id uuid not null references report,
    right_id uuid not null references report,
    decision text not null,
    note text not null,
    officer_id uuid not null references officer,
    decided_at timestamptz not null,
    superseded_at timestamptz,
    changed_txid xid8 not null default pg_current_xact_id(),
    check (left_id < right_id)
  )`,
  `create unique index pair_decision_pair on pair_decision (left_id, right_id) where superseded_at is null`,
  `create index pair_decision_right on pair_decision (right_id)`,
  `create index pair_decision_changed on pair_decision (changed_txid, id) where superseded_at is null`,

  `create table courtesy_contact (
    report_id uuid primary key references report,
    officer_id uuid not null references officer,
    outcome text not null,
    note text not null,
    done_at timestamptz not null
  )`,

  // What is left of a report that was removed, so that workstations drop it, too.
  `create table removed_report (
    report_id uuid primary key,
    tracking_number text not null,
    kind text not null,
    state text not null,
    received_at timestamptz not null,
    removed_at timestamptz not null,
    changed_txid xid8 not null default pg_current_xact_id()
  )`,
  `create index removed_report_changed on removed_report (changed_txid, report_id)`,

  `create table rms_package (
    id uuid primary key,
    report_id uuid not null references report,
    kind text not null check (kind in ('approved', 'returned')),
    case_number text not null,
    payload jsonb not null,
    state text not null check (state in ('queued', 'delivered', 'refused', 'canceled')),
    queued_at timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    refused_at timestamptz,
    reason text
  )`,
  `create index rms_package_due on rms_package (next_attempt_at) where next_attempt_at is not null`,
  `create index rms_package_state on rms_package (state, queued_at)`,
  `create index rms_package_report on rms_package (report_id)`,

  // Removing a report takes everything with it that belongs to it, in tables of earlier migrations as well.
  `do $$
  declare found record;
  begin
    for found in
      select conname, conrelid::regclass as child, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype = 'f' and confdeltype = 'a'
        and confrelid in ('report'::regclass, 'act'::regclass, 'letter'::regclass)
    loop
      execute format('alter table %s drop constraint %I', found.child, found.conname);
      execute format('alter table %s add constraint %I %s on delete cascade', found.child, found.conname, found.definition);
    end loop;
  end $$`,
];
