const isoText = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// An explicit range of code points, because character classes depend on the database's locale.
const ACCENTS = '[\\u0300-\\u036f]';
const SIGNS = '[\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e\\u2010-\\u2027]';

/** Reports, records of removed reports, and case numbers. */
export const REPORTS = [
  // `access_hash`: SHA-256 of the 128 random bits that give the reporter access to the report's page. `duplicate_of`: the
  // primary of a report that was rejected as a duplicate. The primary is never itself a duplicate of another report.
  `create table report (
    id uuid primary key,
    tracking_number text not null unique,
    kind text not null,
    state text not null,
    version integer not null default 1,
    received_at timestamptz not null,
    changed_at timestamptz not null,
    changed_txid xid8 not null default pg_current_xact_id(),
    offense_code text,
    case_number text unique,
    facts jsonb not null,
    history jsonb not null,
    attachments jsonb not null default '[]',
    notice jsonb not null,
    submission_id uuid unique,
    corrections jsonb not null default '[]',
    assigned_to jsonb,
    claim jsonb,
    decided_by uuid references officer,
    hold jsonb,
    access_hash text,
    duplicate_of text,
    feed_text text
  )`,
  // The change feed reads this index; the ID breaks ties within one transaction.
  `create index report_changed on report (changed_txid, id)`,
  `create index report_awaiting on report (id) where state = 'awaiting_citizen'`,
  `create index report_closed on report (state, changed_at)
    where state in ('approved', 'rejected', 'withdrawn', 'closed_no_answer')`,
  `create unique index report_access on report (access_hash) where access_hash is not null`,
  `create index report_duplicate_of on report (duplicate_of) where duplicate_of is not null`,

  // The report as the change feed sends it, stored as text next to its columns, because serializing the history for every
  // pull took most of the time needed for a page. A trigger updates it on every write. It has the same fields as
  // `toReport`. To change what the feed sends, replace the function and update the column; the trigger then rewrites it.
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
  // Fires on changes to any column that the function reads, and to the column that stores its result, which nothing else
  // may set.
  `create trigger keep_feed_text before insert or update of
    id, tracking_number, kind, state, version, received_at, changed_at, offense_code, case_number, facts, attachments,
    history, corrections, assigned_to, claim, decided_by, duplicate_of, feed_text
    on report for each row execute function keep_feed_text()`,

  // What a caller on the phone gives to identify a report: the reporter's name, as filed and as corrected, and the
  // tracking number, whose serial is also stored without leading zeros. Lowercase and without accents, to match
  // `reportHasWords`.
  `create function report_words(tracking_number text, facts jsonb, corrections jsonb) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('simple'::regconfig, regexp_replace(regexp_replace(lower(normalize(concat_ws(' ',
      tracking_number, ltrim(split_part(tracking_number, '-', 2), '0'),
      facts -> 'who' ->> 'givenName', facts -> 'who' ->> 'familyName',
      jsonb_path_query_array(corrections, '$[*] ? (@.field == "who.givenName" || @.field == "who.familyName").value')::text
    ), nfkd)), '${ACCENTS}', '', 'g'), '${SIGNS}', ' ', 'g'))`,
  // Disables GIN's pending list, because one officer's act would have to wait while it is flushed.
  `create index report_words on report using gin (report_words(tracking_number, facts, corrections))
    with (fastupdate = off)`,

  // Records that a report was removed, so that workstations delete it, too.
  `create table removed_report (
    report_id uuid primary key,
    tracking_number text not null,
    kind text not null,
    state text not null,
    received_at timestamptz not null,
    removed_at timestamptz not null,
    changed_txid xid8 not null default pg_current_xact_id()
  )`,
  `create index removed_report_changed on removed_report (changed_txid, report_id)`,

  // Case numbers are kept after their reports are removed, so that every gap can be explained.
  `create table case_number (
    number text primary key,
    year integer not null,
    serial integer not null,
    report_id uuid not null,
    tracking_number text not null,
    given_at timestamptz not null,
    voided_at timestamptz,
    unique (year, serial)
  )`,
  `create index case_number_report on case_number (report_id)`,
];
