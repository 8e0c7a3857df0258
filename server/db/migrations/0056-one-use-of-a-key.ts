import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Both tables' ids are idempotency keys. Rejecting a duplicate writes to both, in one transaction. Whoever inserts holds
  // the lock on the key (taken-key.ts), so that two at once see each other.
  `create function refuse_used_key() returns trigger language plpgsql as $$
  begin
    if (tg_table_name = 'act' and exists (select from pair_decision
        where id = new.id and xmin <> pg_current_xact_id()::xid))
      or (tg_table_name = 'pair_decision' and exists (select from act
        where id = new.id and xmin <> pg_current_xact_id()::xid)) then
      raise exception 'this key was used otherwise' using errcode = 'unique_violation', constraint = 'key_used_once';
    end if;
    return new;
  end $$`,
  `create trigger act_key_once before insert on act for each row execute function refuse_used_key()`,
  `create trigger pair_key_once before insert on pair_decision for each row execute function refuse_used_key()`,
];

/** One idempotency key serves an act or a decision about a pair, never both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
