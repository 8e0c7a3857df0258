import { type RawBuilder, sql } from 'kysely';

/** The same accents and separators as in the database's `report_words`. */
const ACCENTS = /[\u0300-\u036f]/g;
const PARTS = /[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u2010-\u2027]+/u;
/** The year in a tracking number matches only as a whole word: as a prefix it would match every report of that year. */
const WHOLE = /^(?:.|t\d\d)$/u;

/** The words of a text, lowercase and without accents. */
export function foldedWords(text: string): string[] {
  const words = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().split(PARTS);
  return words.filter((word) => word !== '');
}

/**
 * Whether each word of a text matches the reporter's name or the tracking number. A word of two or more letters also
 * matches as a prefix; case and accents don't matter. The index `report_words` supports this search.
 */
export function reportHasWords(text: string): RawBuilder<boolean> {
  const asked = foldedWords(text).map((word) => `'${word}'${WHOLE.test(word) ? '' : ':*'}`);
  return sql`report_words(report.tracking_number, report.facts, report.corrections)
    @@ to_tsquery('simple', ${asked.join(' & ')})`;
}
