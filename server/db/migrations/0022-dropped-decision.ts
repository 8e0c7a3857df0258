import { type Kysely, sql } from 'kysely';

/**
 * Decisions that their officer dropped before the server had them. They go with the report, as acts do. An act that
 * waited for the report's lock meanwhile looked before it had it; so its row is held against them once more as it is written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
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
];
