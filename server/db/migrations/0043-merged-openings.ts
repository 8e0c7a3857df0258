import { type Kysely, sql } from 'kysely';

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const SLOT = `floor(extract(epoch from first_at) / 600)::bigint`;

const STATEMENTS = [
  // One row for each officer, report and ten minutes: what each workstation sent, and what the server recorded, are its
  // parts, by the id of the workstation’s row or, of the server, by use.
  `alter table opening add column slot bigint`,
  `alter table opening add column parts jsonb`,
  `update opening set slot = ${SLOT}, parts = jsonb_build_object(
     coalesce((select 'server ' || use from jsonb_object_keys(uses) as use
       where use in ('found', 'reviewed', 'as_seen', 'exported') limit 1), id::text),
     jsonb_build_object('firstAt', ${instant('first_at')}, 'lastAt', ${instant('last_at')}, 'seconds', seconds,
       'uses', uses, 'offline', offline))
   where id in (select distinct on (officer_id, report_id, ${SLOT}) id from opening
     order by officer_id, report_id, ${SLOT}, first_at, id)`,
  `create unique index opening_once on opening (officer_id, report_id, slot)`,
  // Who opened a report is asked by its number, also when retention has removed it.
  `create index opening_number on opening (tracking_number, first_at, id)`,
  `create index undone_act_number on undone_act (tracking_number, undone_at)`,
];

/** Openings are one row for each officer, report and ten minutes, and are found by tracking number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
