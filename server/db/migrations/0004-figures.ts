import { type Kysely, sql } from 'kysely';

const OPEN = `'submitted', 'resubmitted', 'returned', 'escalated', 'awaiting_citizen', 'appealed'`;

/** Daily sums and histograms for the figures page, and which weekly digests went out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    // What happened on one day in the agency's time zone. A column that a series does not use is empty or 0. Kept when
    // retention removes the reports that were counted.
    `create table figure_day (
      series text not null,
      day date not null,
      kind text not null,
      part text not null,
      code text not null,
      bucket smallint not null,
      count integer not null,
      primary key (series, day, kind, part, code, bucket)
    )`,
    `create index figure_day_day on figure_day (day)`,
    `create table figure_state (
      id boolean primary key default true check (id),
      first_day date not null,
      complete_at timestamptz not null
    )`,
    // `week` is the Monday on which the digest was due.
    `create table digest_sent (
      week date not null,
      address text not null,
      sent_at timestamptz not null,
      primary key (week, address)
    )`,
    `create index report_received on report (received_at)`,
    `create index report_open on report (id) where state in (${OPEN})`,
    `create index letter_failed on letter (failed_at) where failed_at is not null`,
    `create index pair_decision_decided on pair_decision (decided_at)`,
  ])
    await sql.raw(statement).execute(db);
}
