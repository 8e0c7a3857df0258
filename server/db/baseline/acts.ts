/** What officers do with reports, and the letters that result. All of it is deleted along with the report. */
export const ACTS = [
  // `failed_address`: the address that could not be reached; the letter must then be printed. `handed_over_at`: when the
  // mail server accepted the letter. This is recorded before anything else, so that the letter is not sent twice.
  `create table letter (
    id uuid primary key,
    report_id uuid references report on delete cascade,
    kind text not null,
    language text not null,
    to_address text,
    subject text not null,
    text text not null,
    html text not null,
    private_link text,
    message_id text not null unique,
    queued_at timestamptz not null,
    sent_at timestamptz,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    last_error text,
    failed_at timestamptz,
    failed_address text,
    printed_at timestamptz,
    printed_by uuid references officer,
    draft_id uuid references draft on delete cascade,
    handed_over_at timestamptz,
    check (report_id is not null or draft_id is not null)
  )`,
  `create index letter_report on letter (report_id)`,
  `create index letter_due on letter (next_attempt_at) where next_attempt_at is not null`,
  `create index letter_to_print on letter (queued_at, id)
    where to_address is null and sent_at is null and printed_at is null`,
  `create index letter_printed on letter (printed_at desc, id) where printed_at is not null`,
  `create index letter_draft on letter (to_address, queued_at) where draft_id is not null`,

  // Emails about drafts are counted by the mailbox that they reach. Like most mail servers, this ignores capitalization,
  // dots, and plus tags in the address.
  `create function mailbox(address text) returns text language sql immutable strict parallel safe
    return lower(replace(split_part(split_part(address, '@', 1), '+', 1), '.', '') || '@' || split_part(address, '@', 2))`,
  `create index letter_draft_mailbox on letter (mailbox(to_address), queued_at) where draft_id is not null`,

  `create table act (
    id uuid primary key,
    request_hash text not null,
    report_id uuid not null references report on delete cascade,
    officer_id uuid not null references officer,
    kind text not null,
    event jsonb not null,
    note text not null,
    act jsonb not null,
    seen jsonb not null,
    decided_at timestamptz not null,
    report_version integer not null,
    case_number text,
    letter_id uuid references letter on delete cascade
  )`,
  `create index act_decided on act (decided_at, id)`,
  `create index act_report on act (report_id)`,
  `create index act_officer on act (officer_id, decided_at)`,
  `create index act_letter on act (letter_id) where letter_id is not null`,

  // Decisions that their officer dropped before the server received them. An act may read this table before it has locked
  // its report, so the act's row is checked against this table again on insert.
  `create table dropped_decision (
    id uuid not null,
    officer_id uuid not null references officer,
    report_id uuid not null references report on delete cascade,
    dropped_at timestamptz not null,
    primary key (id, officer_id, report_id)
  )`,
  `create index dropped_decision_report on dropped_decision (report_id)`,
  `create function refuse_dropped() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from dropped_decision
        where id = new.id and officer_id = new.officer_id and report_id = new.report_id) then
      raise exception 'this decision was dropped' using errcode = 'unique_violation', constraint = 'dropped_decision_pkey';
    end if;
    return new;
  end $$`,
  `create trigger act_dropped before insert on act for each row execute function refuse_dropped()`,

  `create table private_link (
    token_hash text primary key,
    report_id uuid not null references report on delete cascade,
    act_id uuid references act on delete cascade,
    purpose text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index private_link_report on private_link (report_id)`,
  `create index private_link_act on private_link (act_id) where act_id is not null`,

  `create table courtesy_contact (
    report_id uuid primary key references report on delete cascade,
    officer_id uuid not null references officer,
    outcome text not null,
    note text not null,
    done_at timestamptz not null
  )`,

  `create table hint_feedback (
    report_id uuid not null references report on delete cascade,
    officer_id uuid not null references officer,
    code text not null,
    wrong boolean not null,
    said_at timestamptz not null,
    primary key (report_id, code, officer_id)
  )`,
];
