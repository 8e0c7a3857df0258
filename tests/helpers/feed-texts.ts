import { sql } from 'kysely';
import type { Db } from '#server/db/open.ts';
import { findReport } from '#server/db/report.ts';

/**
 * Of which reports the text that the table keeps for the change feed is not what their other columns say: according to
 * `report_feed_text`, and where `deeply` is asked for, to `toReport` as well. A text that is not there is no difference,
 * since it is then made of the columns.
 */
export function wrongFeedTexts(db: Db, { deeply = false } = {}): Promise<string[]> {
  // One look at all of it: a letter that leaves meanwhile is told of in the history.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { rows } = await sql<{ id: string; text: string; wrong: boolean }>`
        select id, coalesce(feed_text, report_feed_text(report)) as text,
          feed_text is not null and feed_text <> report_feed_text(report) as wrong from report`.execute(trx);
      const found = rows.filter(({ wrong }) => wrong).map(({ id }) => id);
      if (!deeply) return found;
      for (const { id, text } of rows) {
        const report = await findReport(trx, id);
        if (inOneOrder(JSON.parse(text)) !== inOneOrder(report)) found.push(id);
      }
      return found;
    });
}

const inOneOrder = (value: unknown): string => JSON.stringify(sorted(value));

/** With the keys of every object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
