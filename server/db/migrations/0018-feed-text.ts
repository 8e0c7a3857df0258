import { type Kysely, sql } from 'kysely';

/**
 * The report as the change feed hands it out, as text beside its columns: to write out its history anew for everybody who
 * pulls it was most of what a page took. The table itself keeps it, whoever writes to a report; where it is null, as in
 * rows from before, `report_feed_text` says the same, so that no old row has to be written again.
 *
 * Whoever changes what the feed says of a report replaces the function and drops and adds the column: all of it is then
 * null, and comes again with the next change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const isoText = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const STATEMENTS = [
  `alter table report add column feed_text text`,

  // The same fields as `toReport`.
  `create function report_feed_text(report) returns text language sql stable parallel safe as $$
    select concat(
      '{"id":"', $1.id,
      '","trackingNumber":"', $1.tracking_number,
      '","kind":"', $1.kind,
      '","state":"', $1.state,
      '","version":', $1.version,
      ',"receivedAt":"', ${isoText('$1.received_at')},
      '","changedAt":"', ${isoText('$1.changed_at')},
      '","offenseCode":', coalesce(to_json($1.offense_code)::text, 'null'),
      ',"caseNumber":', coalesce(to_json($1.case_number)::text, 'null'),
      ',"facts":', $1.facts::text,
      ',"attachments":', $1.attachments::text,
      ',"history":', $1.history::text,
      ',"corrections":', $1.corrections::text,
      ',"assignedTo":', coalesce($1.assigned_to::text, 'null'),
      ',"claim":', coalesce($1.claim::text, 'null'),
      ',"decidedBy":', coalesce(to_json($1.decided_by)::text, 'null'),
      ',"duplicateOf":', coalesce(to_json($1.duplicate_of)::text, 'null'),
      '}')
  $$`,
  `create function keep_feed_text() returns trigger language plpgsql as $$
  begin
    new.feed_text := report_feed_text(new);
    return new;
  end $$`,
  // Every column that the function reads, and its own result, which nobody else may set.
  `create trigger keep_feed_text before insert or update of
    id, tracking_number, kind, state, version, received_at, changed_at, offense_code, case_number, facts, attachments,
    history, corrections, assigned_to, claim, decided_by, duplicate_of, feed_text
    on report for each row execute function keep_feed_text()`,
];
