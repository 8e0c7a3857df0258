import { type Kysely, sql } from 'kysely';

/**
 * Second review of decisions. Samples and verdicts stay when retention removes their report, as figures without personal
 * data: they then point to nothing, and the notes, which are free text, are removed with the report.
 */
const STATEMENTS = [
  // `seed`: with the week's decisions and the policy of that version, it reproduces the sample.
  `create table review_draw (
    week text primary key,
    seed text not null,
    policy_version integer not null,
    decisions integer not null,
    drawn_at timestamptz not null
  )`,
  `create table review_sample (
    id uuid primary key,
    week text not null references review_draw,
    act_id uuid unique references act on delete set null,
    report_id uuid references report on delete set null,
    officer_id uuid not null references officer,
    kind text not null,
    code text not null,
    decided_at timestamptz not null,
    why text not null
  )`,
  `create index review_sample_report on review_sample (report_id) where report_id is not null`,
  `create index review_sample_officer on review_sample (officer_id, decided_at)`,
  // The reviewer's own decision, made before the first one is shown, and then the verdict on the first one.
  `create table review (
    sample_id uuid primary key references review_sample,
    reviewer_id uuid not null references officer,
    was_blind boolean not null,
    own_kind text not null,
    own_code text,
    decided_at timestamptz not null,
    outcome text,
    category text,
    closed_at timestamptz
  )`,
  `create index review_closed on review (closed_at) where closed_at is not null`,
  `create table review_note (
    sample_id uuid not null references review_sample,
    side text not null,
    report_id uuid not null references report on delete cascade,
    officer_id uuid not null references officer,
    text text not null,
    written_at timestamptz not null,
    primary key (sample_id, side)
  )`,
  `create index review_note_report on review_note (report_id)`,
  // `opened`: for review; `unblinded`: the supervisor gave up reviewing it blind, to work with the report.
  `create table review_look (
    sample_id uuid not null references review_sample,
    officer_id uuid not null references officer,
    kind text not null,
    at timestamptz not null,
    primary key (sample_id, officer_id, kind)
  )`,
  // Set when the decision that the letter tells was sent back before the letter had gone out.
  `alter table letter add column withdrawn_at timestamptz`,
  `create index report_appealed on report (id) where state = 'appealed'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
