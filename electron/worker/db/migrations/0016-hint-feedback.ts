/** What this officer says about hints; what is waiting is still to be told to the server. */
export const hintFeedback = `
CREATE TABLE hint_feedback (
  report_id TEXT NOT NULL,
  code TEXT NOT NULL,
  rule TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (report_id, code)
) WITHOUT ROWID;
CREATE INDEX hint_feedback_waiting ON hint_feedback (report_id) WHERE waiting = 1;
`;
