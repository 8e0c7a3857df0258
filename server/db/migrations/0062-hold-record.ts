import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Every legal hold that there was, with each step of it; not deleted with its report.
  `create table hold_record (
    id uuid primary key default gen_random_uuid(),
    report_id uuid not null,
    tracking_number text not null,
    placed_at timestamptz not null,
    ended_at timestamptz,
    steps jsonb not null
  )`,
  `create unique index hold_record_once on hold_record (report_id) where ended_at is null`,
  `create index hold_record_report on hold_record (report_id)`,
  `create index hold_record_newest on hold_record (placed_at, id)`,
  `insert into hold_record (report_id, tracking_number, placed_at, steps)
    select id, tracking_number, (hold ->> 'at')::timestamptz,
      jsonb_build_array(jsonb_build_object('did', 'placed', 'at', hold ->> 'at', 'by', hold -> 'by', 'why', hold ->> 'why',
        'until', hold ->> 'until')) ||
      case when jsonb_typeof(hold -> 'lifting') = 'object' then jsonb_build_array(jsonb_build_object('did', 'asked',
        'at', hold #>> '{lifting,at}', 'by', hold #> '{lifting,by}', 'why', hold #>> '{lifting,why}', 'until', null))
        else '[]' end
    from report where hold is not null`,
  // "Was this report destroyed?" is asked by its number.
  `create index removed_report_code on removed_report (search_code(tracking_number) text_pattern_ops)`,
  `create index removed_report_newest on removed_report (removed_at desc, report_id)`,
];

/** A record of legal holds that outlives them, and the destruction record by number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
