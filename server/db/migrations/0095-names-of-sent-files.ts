import { type Kysely, sql } from 'kysely';

const EVENT = `case when new.kind = 'return' then jsonb_set(new.event, '{params,cause}', '""') else new.event end
        #- '{params,question}' #- '{params,anyway}' #- '{params,files}'`;

const STATEMENTS = [
  `create or replace function keep_decision() returns trigger language plpgsql as $$
  begin
    insert into decision (id, officer_id, report_id, tracking_number, report_kind, language, received_at, decided_at, kind,
      event, reason_code, duplicate_of, case_number, circumstances, offline, hints_followed)
    select new.id, new.officer_id, new.report_id, report.tracking_number, report.kind,
      report.facts #>> '{who,language}', report.received_at, new.decided_at, new.kind,
      ${EVENT},
      new.act ->> 'reasonCode', new.act ->> 'duplicateOf', new.case_number, new.circumstances,
      coalesce((new.circumstances ->> 'offline')::boolean, false), new.hints_followed
    from report where report.id = new.report_id;
    return null;
  end $$`,
  `update decision set event = event #- '{params,files}' where kind = 'message' and event #> '{params,files}' is not null`,
];

/** The names of the files that officers sent, which may name people, do not outlive the report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
