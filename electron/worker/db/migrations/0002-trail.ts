/**
 * The trail: what this officer did with each report within ten minutes (`slot` counts them since 1970), and acts that
 * were undone. A row whose `changes` are more than `sent` has not reached the server in its latest state. Rows stay for a
 * while after that, because a decision tells how long its report was open, and what was undone before.
 */
export const trail = `
CREATE TABLE opening (
  id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL,
  slot INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  seconds INTEGER NOT NULL DEFAULT 0,
  uses TEXT NOT NULL,
  offline INTEGER NOT NULL,
  changes INTEGER NOT NULL DEFAULT 1,
  sent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX opening_of_report ON opening (report_id, slot);
CREATE INDEX opening_waiting ON opening (id) WHERE changes > sent;

CREATE TABLE undone_act (
  id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  pressed_at TEXT NOT NULL,
  undone_at TEXT NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX undone_act_of_report ON undone_act (report_id);
CREATE INDEX undone_act_waiting ON undone_act (id) WHERE waiting = 1;

ALTER TABLE outbox ADD COLUMN circumstances TEXT;
`;
