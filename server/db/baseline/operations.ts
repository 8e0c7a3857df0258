export const AUDIT = [
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
  -- A separate statement after the lock, so that it sees the row of the previous holder.
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
export const JOBS = [
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
