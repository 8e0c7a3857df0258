import { type Kysely, sql } from 'kysely';

/** The values of `decision` for a row of `act`, next to its `report`. */
const valuesOf = (act: 'act' | 'new') => `
  ${act}.id, ${act}.officer_id, ${act}.report_id, report.tracking_number, report.kind,
  report.facts #>> '{who,language}', report.received_at, ${act}.decided_at, ${act}.kind,
  case when ${act}.kind = 'return' then jsonb_set(${act}.event, '{params,cause}', '""') else ${act}.event end,
  ${act}.act ->> 'reasonCode', ${act}.act ->> 'duplicateOf', ${act}.case_number, ${act}.circumstances,
  coalesce((${act}.circumstances ->> 'offline')::boolean, false), ${act}.hints_followed`;
const COLUMNS = `id, officer_id, report_id, tracking_number, report_kind, language, received_at, decided_at, kind, event,
  reason_code, duplicate_of, case_number, circumstances, offline, hints_followed`;

const TRAIL = [
  `alter table act add column circumstances jsonb`,
  `alter table act add column hints_followed boolean`,

  // What remains of an act when its report is removed, and what the list of decisions filters and sorts by. It has no
  // personal data: not the note, nor the reason for reopening, which an officer typed.
  `create table decision (
    id uuid primary key,
    officer_id uuid not null references officer,
    report_id uuid not null,
    tracking_number text not null,
    report_kind text not null,
    language text not null,
    received_at timestamptz not null,
    decided_at timestamptz not null,
    kind text not null,
    event jsonb not null,
    reason_code text,
    duplicate_of text,
    case_number text,
    circumstances jsonb,
    offline boolean not null,
    hints_followed boolean
  )`,
  `create index decision_decided on decision (decided_at, id)`,
  `create index decision_officer on decision (officer_id, decided_at, id)`,
  `create index decision_kind on decision (kind, decided_at, id)`,
  `create index decision_reason on decision (reason_code, decided_at, id) where reason_code is not null`,
  `create index decision_offline on decision (decided_at, id) where offline`,
  `create index decision_duplicate on decision (decided_at, id) where duplicate_of is not null`,
  `create index decision_hints on decision (hints_followed, decided_at, id) where hints_followed is not null`,
  `create index decision_language on decision (language, decided_at, id)`,
  `create index decision_report_kind on decision (report_kind, decided_at, id)`,
  // Most decisions are faster; a question for slower ones than this reads only these.
  `create index decision_slow on decision (decided_at, id) where decided_at - received_at >= interval '72 hours'`,
  `create index decision_report on decision (report_id)`,
  `create function keep_decision() returns trigger language plpgsql as $$
  begin
    insert into decision (${COLUMNS})
    select ${valuesOf('new')} from report where report.id = new.report_id;
    return null;
  end $$`,
  `create trigger act_decision after insert on act for each row execute function keep_decision()`,
  `insert into decision (${COLUMNS}) select ${valuesOf('act')} from act join report on report.id = act.report_id`,

  // What one officer did with one report within ten minutes. Outlives the report.
  `create table opening (
    id uuid primary key,
    officer_id uuid not null references officer,
    report_id uuid not null,
    tracking_number text not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    seconds integer not null,
    uses jsonb not null,
    offline boolean not null
  )`,
  `create index opening_first on opening (first_at, id)`,
  `create index opening_report on opening (report_id, first_at, id)`,
  `create index opening_officer on opening (officer_id, first_at, id)`,

  // Acts that their officer undid before the server received them.
  `create table undone_act (
    id uuid primary key,
    officer_id uuid not null references officer,
    report_id uuid not null,
    tracking_number text not null,
    kind text not null,
    pressed_at timestamptz not null,
    undone_at timestamptz not null
  )`,
  `create index undone_act_first on undone_act (undone_at)`,
  `create index undone_act_report on undone_act (report_id, undone_at)`,
  `create index undone_act_officer on undone_act (officer_id, undone_at)`,
];

/** Who saw what, and decisions with their circumstances, which outlive their reports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TRAIL) await sql.raw(statement).execute(db);
}
