import { type Kysely, sql } from 'kysely';

/**
 * By what somebody who calls names a report: the person's name, as it was told and as it was corrected, and the tracking
 * number, of whose serial also the digits that are no leading zeros. Small letters without accents, as `reportHasWords`
 * asks for them. Written out on each change: there is nothing to be measured of it, while a search through two hundred
 * thousand printed letters without it took thirteen seconds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

// Signs go by their numbers: what counts as a letter would depend on the locale of the database.
const ACCENTS = '[\\u0300-\\u036f]';
const SIGNS = '[\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e\\u2010-\\u2027]';

const STATEMENTS = [
  `create function report_words(tracking_number text, facts jsonb, corrections jsonb) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('simple'::regconfig, regexp_replace(regexp_replace(lower(normalize(concat_ws(' ',
      tracking_number, ltrim(split_part(tracking_number, '-', 2), '0'),
      facts -> 'who' ->> 'givenName', facts -> 'who' ->> 'familyName',
      jsonb_path_query_array(corrections, '$[*] ? (@.field == "who.givenName" || @.field == "who.familyName").value')::text
    ), nfkd)), '${ACCENTS}', '', 'g'), '${SIGNS}', ' ', 'g'))`,
  // Without a list of what is pending, whose turn to be written in would come within somebody's act.
  `create index report_words on report using gin (report_words(tracking_number, facts, corrections))
    with (fastupdate = off)`,
];
