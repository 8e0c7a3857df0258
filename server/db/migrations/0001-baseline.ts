import { type Kysely, sql } from 'kysely';

/** Creates every table of the first release. Later changes are separate migrations that add to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...AGENCY, ...OFFICERS, ...REPORTS, ...ACTS, ...LINKS, ...RECORDS, ...AUDIT, ...JOBS])
    await sql.raw(statement).execute(db);
}

/** The agency and the policies it has published. */
const AGENCY = [
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

/** Accounts, their sessions and short-lived tokens, and counters of failed sign-ins. */
const OFFICERS = [
  `create table officer (
    id uuid primary key,
    name text not null unique check (name = lower(name)),
    display_name text not null,
    role text not null,
    password_hash text not null,
    created_at timestamptz not null,
    disabled_at timestamptz,
    password_temporary boolean not null default false,
    totp_seed bytea,
    totp_pending bytea,
    totp_last_step bigint,
    last_sign_in_at timestamptz,
    enabled_at timestamptz,
    disabled_why text
  )`,

  // Workstations on which an account has signed in before.
  `create table sign_in_device (
    id uuid primary key,
    officer_id uuid not null references officer,
    token_hash text not null unique,
    workstation text not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null
  )`,
  `create index sign_in_device_officer on sign_in_device (officer_id, last_used_at desc)`,

  // Failed sign-ins by name and source (a known workstation or an IP address). Names that don't exist are counted in the
  // same table, so responses don't reveal which names exist.
  `create table sign_in_source (
    name_hash text not null,
    source text not null,
    officer_id uuid references officer,
    device_id uuid references sign_in_device on delete cascade,
    failed_at timestamptz[] not null,
    counted_at timestamptz[] not null,
    last_failed_at timestamptz,
    shut_at timestamptz,
    locked_at timestamptz,
    primary key (name_hash, source)
  )`,
  `create index sign_in_source_last on sign_in_source (last_failed_at)`,
  `create index sign_in_source_locked on sign_in_source (officer_id, locked_at desc) where locked_at is not null`,
  `create index sign_in_source_device on sign_in_source (device_id)`,
  `create table sign_in_name (
    name_hash text primary key,
    failed_at timestamptz[] not null,
    last_failed_at timestamptz not null,
    turn_at timestamptz,
    told_at timestamptz
  )`,
  `create index sign_in_name_last on sign_in_name (last_failed_at)`,

  // `revoked_by` is null if no one revoked the session, such as when the officer just signed out; `proven_at` is null if
  // the officer has not reauthenticated since signing in.
  `create table session (
    id uuid primary key,
    officer_id uuid not null references officer,
    workstation text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    reads_audited_at timestamptz,
    revoked_by text,
    generation integer not null default 1,
    refreshed_at timestamptz,
    ended_why text,
    proven_at timestamptz,
    device_id uuid references sign_in_device on delete set null
  )`,
  `create index session_officer on session (officer_id)`,
  `create index session_workstation on session (workstation)`,
  `create index session_device on session (device_id)`,

  `create table session_token (
    token_hash text primary key,
    session_id uuid not null references session on delete cascade,
    kind text not null check (kind in ('access', 'refresh')),
    generation integer not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index session_token_session on session_token (session_id)`,
];

const isoText = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// An explicit range of code points, because character classes depend on the database's locale.
const ACCENTS = '[\\u0300-\\u036f]';
const SIGNS = '[\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e\\u2010-\\u2027]';

/** Reports, the files and drafts they come from, and records of removed reports. */
const REPORTS = [
  // `access_hash`: SHA-256 of the 128 random bits that give the reporter access to the report's page. `duplicate_of`: the
  // primary of a report that was rejected as a duplicate. The primary is never itself a duplicate of another report.
  `create table report (
    id uuid primary key,
    tracking_number text not null unique,
    kind text not null,
    state text not null,
    version integer not null default 1,
    received_at timestamptz not null,
    changed_at timestamptz not null,
    changed_txid xid8 not null default pg_current_xact_id(),
    offense_code text,
    case_number text unique,
    facts jsonb not null,
    history jsonb not null,
    attachments jsonb not null default '[]',
    notice jsonb not null,
    submission_id uuid unique,
    corrections jsonb not null default '[]',
    assigned_to jsonb,
    claim jsonb,
    decided_by uuid references officer,
    hold jsonb,
    access_hash text,
    duplicate_of text,
    feed_text text
  )`,
  // The change feed reads this index; the ID breaks ties within one transaction.
  `create index report_changed on report (changed_txid, id)`,
  `create index report_awaiting on report (id) where state = 'awaiting_citizen'`,
  `create index report_closed on report (state, changed_at)
    where state in ('approved', 'rejected', 'withdrawn', 'closed_no_answer')`,
  `create unique index report_access on report (access_hash) where access_hash is not null`,
  `create index report_duplicate_of on report (duplicate_of) where duplicate_of is not null`,

  // The report as the change feed sends it, stored as text next to its columns, because serializing the history for every
  // pull took most of the time needed for a page. A trigger updates it on every write. It has the same fields as
  // `toReport`. To change what the feed sends, replace the function and update the column; the trigger then rewrites it.
  `create function report_feed_text(report) returns text language sql stable parallel safe as $$
    select concat(
      '{"id":"', $1.id,
      '","trackingNumber":"', $1.tracking_number,
      '","kind":"', $1.kind,
      '","state":"', $1.state,
      '","version":', $1.version,
      ',"receivedAt":"', ${isoText('$1.received_at')},
      '","changedAt":"', ${isoText('$1.changed_at')},
      '","offenseCode":', coalesce(to_json($1.offense_code)::text, 'null'),
      ',"caseNumber":', coalesce(to_json($1.case_number)::text, 'null'),
      ',"facts":', $1.facts::text,
      ',"attachments":', $1.attachments::text,
      ',"history":', $1.history::text,
      ',"corrections":', $1.corrections::text,
      ',"assignedTo":', coalesce($1.assigned_to::text, 'null'),
      ',"claim":', coalesce($1.claim::text, 'null'),
      ',"decidedBy":', coalesce(to_json($1.decided_by)::text, 'null'),
      ',"duplicateOf":', coalesce(to_json($1.duplicate_of)::text, 'null'),
      '}')
  $$`,
  `create function keep_feed_text() returns trigger language plpgsql as $$
  begin
    new.feed_text := report_feed_text(new);
    return new;
  end $$`,
  // Fires on changes to any column that the function reads, and to the column that stores its result, which nothing else
  // may set.
  `create trigger keep_feed_text before insert or update of
    id, tracking_number, kind, state, version, received_at, changed_at, offense_code, case_number, facts, attachments,
    history, corrections, assigned_to, claim, decided_by, duplicate_of, feed_text
    on report for each row execute function keep_feed_text()`,

  // What a caller on the phone gives to identify a report: the reporter's name, as filed and as corrected, and the
  // tracking number, whose serial is also stored without leading zeros. Lowercase and without accents, to match
  // `reportHasWords`.
  `create function report_words(tracking_number text, facts jsonb, corrections jsonb) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('simple'::regconfig, regexp_replace(regexp_replace(lower(normalize(concat_ws(' ',
      tracking_number, ltrim(split_part(tracking_number, '-', 2), '0'),
      facts -> 'who' ->> 'givenName', facts -> 'who' ->> 'familyName',
      jsonb_path_query_array(corrections, '$[*] ? (@.field == "who.givenName" || @.field == "who.familyName").value')::text
    ), nfkd)), '${ACCENTS}', '', 'g'), '${SIGNS}', ' ', 'g'))`,
  // Disables GIN's pending list, because one officer's act would have to wait while it is flushed.
  `create index report_words on report using gin (report_words(tracking_number, facts, corrections))
    with (fastupdate = off)`,

  // Records that a report was removed, so that workstations delete it, too.
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

  // Case numbers are kept after their reports are removed, so that every gap can be explained.
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

/** What officers do with reports, and the letters that result. All of it is deleted along with the report. */
const ACTS = [
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

/** Which reports may describe the same incident, and what officers decided about them. */
const LINKS = [
  `create table pair_decision (
    id uuid primary key,
    request_hash text not null,
    left_id uuid not null references report on delete cascade,
    right_id uuid not null references report on delete cascade,
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

  // Keys that reports of the same incident are likely to share, and the version of the rules that made them.
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

  // Models for finding duplicates that an administrator published; the newest one is in force. If there are none, the
  // built-in one is used.
  `create table link_model (
    version integer primary key,
    model jsonb not null,
    published_at timestamptz not null,
    published_by text
  )`,
  // The last fitted model, until an administrator publishes it.
  `create table link_fit (
    id uuid primary key,
    based_on integer not null,
    model jsonb not null,
    compared jsonb not null,
    fitted_at timestamptz not null,
    fitted_by text not null
  )`,
];

/** Packages for the records system. */
const RECORDS = [
  // `handed_out_at`: when the package was first sent. From then on, the records system may have it.
  `create table rms_package (
    id uuid primary key,
    report_id uuid not null references report on delete cascade,
    kind text not null check (kind in ('approved', 'returned')),
    case_number text not null,
    payload jsonb not null,
    state text not null check (state in ('queued', 'delivered', 'refused', 'canceled')),
    queued_at timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    refused_at timestamptz,
    reason text,
    handed_out_at timestamptz
  )`,
  `create index rms_package_due on rms_package (next_attempt_at) where next_attempt_at is not null`,
  `create index rms_package_state on rms_package (state, queued_at)`,
  `create index rms_package_report on rms_package (report_id)`,
];

const AUDIT = [
  `create table audit (
    seq bigint primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    target text,
    outcome text not null,
    source text not null,
    detail jsonb not null,
    prev_hash text not null,
    hash text not null
  )`,
  // The log is append-only. The table's owner can disable this trigger, but the hash chain then reveals changes.
  `create function audit_only_grows() returns trigger language plpgsql as $$
  begin
    raise exception 'the audit log only grows';
  end $$`,
  `create trigger audit_only_grows before update or delete on audit for each row execute function audit_only_grows()`,
  `create trigger audit_never_emptied before truncate on audit for each statement execute function audit_only_grows()`,

  // Appends a row. Every writer waits for this lock, so a single statement makes PostgreSQL take the lock, read the
  // previous row, and compute the hash (`auditHash` in server/audit/chain.ts does the same for verification). `head` and
  // `tail` are the hashed text before and after the row's number.
  `create function append_audit(
    at timestamptz, actor text, action text, target text, outcome text, source text, detail jsonb, head text, tail text
  ) returns void language plpgsql as $$
declare
  next bigint := 1;
  prev text := repeat('0', 64);
begin
  perform pg_advisory_xact_lock(7021001);
  -- A statement of its own after the lock: it sees the row of whoever held it.
  select audit.seq + 1, audit.hash into next, prev from audit order by audit.seq desc limit 1;
  if not found then
    next := 1;
    prev := repeat('0', 64);
  end if;
  insert into audit (seq, at, actor, action, target, outcome, source, detail, prev_hash, hash)
  values (next, at, actor, action, target, outcome, source, detail, prev,
    encode(sha256(convert_to(prev || chr(10) || head || next || tail, 'UTF8')), 'hex'));
end $$`,

  // How far the chain was verified, so that truncating or rewriting the log is detected.
  `create table audit_checkpoint (
    seq bigint primary key,
    hash text not null,
    checked_at timestamptz not null
  )`,
];

/** Scheduled jobs: the next run and the result of the last one. An advisory lock determines which process runs a job. */
const JOBS = [
  `create table job (
    name text primary key,
    next_run_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    outcome text check (outcome in ('success', 'failure')),
    duration_ms integer,
    error text,
    failures integer not null default 0,
    last_success_at timestamptz
  )`,
];
