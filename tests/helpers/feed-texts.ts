import { sql } from 'kysely';
import type { Db } from '#server/db/open.ts';
import type { StoredReport } from '#server/db/tables/reports.ts';
import type { Report } from '#shared/domain/report.ts';

/**
 * Returns the IDs of reports whose stored feed text differs from the output of `report_feed_text` or, with `deeply`,
 * from the columns compared one by one. A missing text is not a difference, because it is then built from the columns.
 */
export function wrongFeedTexts(db: Db, { deeply = false } = {}): Promise<string[]> {
  // Reads everything in one snapshot: a letter sent meanwhile changes the history.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { rows } = await sql<{ id: string; text: string; wrong: boolean }>`
        select id, coalesce(feed_text, report_feed_text(report)) as text,
          feed_text is not null and feed_text <> report_feed_text(report) as wrong from report`.execute(trx);
      const found = rows.filter(({ wrong }) => wrong).map(({ id }) => id);
      if (!deeply) return found;
      const stored = await trx.selectFrom('report').selectAll().execute();
      const texts = new Map(rows.map(({ id, text }) => [id, text]));
      for (const row of stored) {
        const text = texts.get(row.id) ?? 'null';
        if (inOneOrder(JSON.parse(text)) !== inOneOrder(asStored(row))) found.push(row.id);
      }
      return found;
    });
}

/** Builds a report from its columns as the driver reads them. */
const asStored = (row: StoredReport): Report => ({
  id: row.id,
  trackingNumber: row.tracking_number,
  kind: row.kind,
  state: row.state,
  version: row.version,
  receivedAt: row.received_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  offenseCode: row.offense_code,
  caseNumber: row.case_number,
  facts: row.facts,
  attachments: row.attachments,
  history: row.history,
  corrections: row.corrections,
  assignedTo: row.assigned_to,
  claim: row.claim,
  decidedBy: row.decided_by,
  duplicateOf: row.duplicate_of,
});

const inOneOrder = (value: unknown): string => JSON.stringify(sorted(value));

/** Sorts the keys of every object. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
