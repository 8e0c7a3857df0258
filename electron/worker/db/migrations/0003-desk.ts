/**
 * Half-written forms; which decisions left the outbox but still stand in the sealed journal; and when a report was
 * closed, by which the old ones leave the cache. A closed report's last change is its closing or came after it.
 */
export const desk = `
CREATE TABLE draft (
  report_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (report_id, kind)
) WITHOUT ROWID;

CREATE TABLE journal_done (id TEXT PRIMARY KEY) WITHOUT ROWID;

ALTER TABLE queue ADD COLUMN closed_at TEXT;
UPDATE queue SET closed_at = (SELECT json_extract(body, '$.changedAt') FROM report WHERE report.seq = queue.seq)
  WHERE state NOT IN ('submitted', 'resubmitted', 'returned', 'escalated', 'awaiting_citizen', 'appealed');
CREATE INDEX queue_by_closed ON queue (closed_at) WHERE closed_at IS NOT NULL;
`;
