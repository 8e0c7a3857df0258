import { type RawBuilder, sql } from 'kysely';

/** The same signs that the database's `report_words` takes out or parts words at. */
const ACCENTS = /[\u0300-\u036f]/g;
const PARTS = /[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u2010-\u2027]+/u;
/** The year in a tracking number: as the beginning of longer words it would be every report of that year. */
const WHOLE = /^(?:.|t\d\d)$/u;

/**
 * Whether a report is that of the person or has the tracking number that a text names, all of its words. A word may be the
 * beginning of a longer one, from two letters on; neither case nor accents matter. Covered by the index `report_words`.
 */
export function reportHasWords(text: string): RawBuilder<boolean> {
  const words = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().split(PARTS);
  const asked = words.filter((word) => word !== '').map((word) => `'${word}'${WHOLE.test(word) ? '' : ':*'}`);
  return sql`report_words(report.tracking_number, report.facts, report.corrections)
    @@ to_tsquery('simple', ${asked.join(' & ')})`;
}
