import { type Kysely, sql } from 'kysely';

/**
 * Adds a row at the end of the audit log: everybody queues for that, so it is one statement, in which PostgreSQL itself
 * takes the turn, reads the row before and hashes (`auditHash` in server/audit/chain.ts is the same, for who checks).
 * `head` and `tail` are what is hashed before and after the row's number.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(APPEND).execute(db);
}

const APPEND = `
create function append_audit(
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
end $$`;
