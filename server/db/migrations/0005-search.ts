import { type Kysely, sql } from 'kysely';

// Explicit ranges of code points, because character classes depend on the database's locale; see `report_words`.
const ACCENTS = '[\\u0300-\\u036f]';
const SIGNS = '[\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e\\u2010-\\u2027]';

/** What people search by, in one row beside each report, so that an act on a report does not rewrite these indexes. */
const SEARCH = [
  // Ships with PostgreSQL. It is a trusted extension: whoever may create things in the database may create it.
  `create extension if not exists pg_trgm`,

  // Lowercase, without accents, signs as spaces.
  `create function search_fold(said text) returns text language sql immutable strict parallel safe
    return regexp_replace(regexp_replace(lower(normalize(said, nfkd)), '${ACCENTS}', '', 'g'), '${SIGNS}', ' ', 'g')`,
  `create function search_code(said text) returns text language sql immutable strict parallel safe
    return regexp_replace(search_fold(said), '[^a-z0-9]+', '', 'g')`,
  // Each word behind the letter of its field, so that one index answers for all fields.
  `create function search_words(field text, said text) returns text[] language sql immutable parallel safe
    return (select coalesce(array_agg(distinct field || left(word, 60)), '{}')
      from string_to_table(translate(search_fold(said), E'\\n\\r\\t', '   '), ' ') as word where word <> '')`,
  `create function corrected_values(corrections jsonb, field text) returns setof text
    language sql immutable parallel safe as $$
      select one ->> 'value' from jsonb_array_elements(corrections) as one where one ->> 'field' ~ field
    $$`,
  `create function search_names(facts jsonb, corrections jsonb) returns text language sql immutable parallel safe
    return concat_ws(' ', facts #>> '{who,givenName}', facts #>> '{who,familyName}', facts #>> '{who,actsFor,name}',
      (select string_agg(value, ' ') from corrected_values(corrections, '^who\\.(givenName|familyName)$') as value))`,
  // Serial numbers without signs, each after a space.
  `create function search_codes(facts jsonb, corrections jsonb) returns text language sql immutable parallel safe
    return (select coalesce(string_agg(search_code(value), ' '), '') from (
      select item ->> 'serialNumber' as value from jsonb_array_elements(facts -> 'items') as item
      union all select corrected_values(corrections, '^items\\.\\d+\\.serialNumber$')) as told)`,
  // Telephone numbers are stored backward, so that their last digits find them. A tracking number is found by all of it,
  // with or without its signs, and by its serial. Case numbers have a table of their own.
  `create function search_terms(tracking_number text, facts jsonb, corrections jsonb) returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(
      search_words('n:', search_names(facts, corrections))
      || search_words('a:', concat_ws(' ', facts #>> '{where,address}', facts #>> '{where,unit}', facts #>> '{who,address}',
        (select string_agg(value, ' ') from corrected_values(corrections, '^(where\\.(address|unit)|who\\.address)$') as value)))
      || search_words('w:', facts ->> 'how')
      || (select coalesce(array_agg('p:' || reverse(regexp_replace(value, '[^0-9]+', '', 'g'))), '{}') from (
        select facts #>> '{who,phone}' as value union all select corrected_values(corrections, '^who\\.phone$')) as told
        where value ~ '[0-9]')
      || array['t:' || search_code(tracking_number), 't:' || substr(search_code(tracking_number), 2),
        't:' || replace(substr(tracking_number, 5), '-', ''), 't:' || ltrim(split_part(tracking_number, '-', 2), '0')])`,

  // The terms are kept out of line: sorting matches by date reads thousands of rows, but none of their terms.
  `create table report_search (
    report_id uuid primary key references report on delete cascade,
    received_at timestamptz not null,
    terms tsvector not null,
    names text not null,
    codes text not null
  ) with (toast_tuple_target = 128)`,
  `create function keep_search() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and (old.tracking_number, old.facts, old.corrections)
      is not distinct from (new.tracking_number, new.facts, new.corrections) then
      return null;
    end if;
    insert into report_search (report_id, received_at, terms, names, codes)
    values (new.id, new.received_at, search_terms(new.tracking_number, new.facts, new.corrections),
      search_fold(search_names(new.facts, new.corrections)), search_codes(new.facts, new.corrections))
    on conflict (report_id) do update set terms = excluded.terms, names = excluded.names, codes = excluded.codes;
    return null;
  end $$`,
  `create trigger keep_search after insert or update of tracking_number, facts, corrections
    on report for each row execute function keep_search()`,
  `insert into report_search (report_id, received_at, terms, names, codes)
    select id, received_at, search_terms(tracking_number, facts, corrections),
      search_fold(search_names(facts, corrections)), search_codes(facts, corrections)
    from report`,
  `create index report_search_received on report_search (received_at, report_id)`,
  // As for the index report_words: no pending list, because one officer's act would have to wait while it is flushed.
  `create index report_search_terms on report_search using gin (terms) with (fastupdate = off)`,
  `create index report_search_names on report_search using gin (names gin_trgm_ops) with (fastupdate = off)`,
  `create index report_search_codes on report_search using gin (codes gin_trgm_ops) with (fastupdate = off)`,
  `create index act_officer_report on act (officer_id, report_id)`,
  // Why this session searches, asked once.
  `alter table session add column search_reason text`,
];

const RECORDS = [
  // What the destruction record needs, since the report is gone.
  `alter table removed_report
    add column case_number text, add column kept_days integer, add column policy_version integer`,
  `create index removed_report_when on removed_report (removed_at desc, report_id)`,
  `create index report_held on report ((hold ->> 'at')) where hold is not null`,
  `create index case_number_code on case_number (search_code(number) text_pattern_ops)`,
  `create index case_number_serial on case_number (serial)`,
  `create index case_number_tracking on case_number (tracking_number text_pattern_ops)`,
];

/** For reading the audit log newest first: everything, what one person did, or one kind of event. */
const AUDIT = [
  `create index audit_at on audit (at, seq)`,
  `create index audit_actor on audit (actor, at, seq)`,
  `create index audit_action on audit (action, at, seq)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...SEARCH, ...RECORDS, ...AUDIT]) await sql.raw(statement).execute(db);
}
