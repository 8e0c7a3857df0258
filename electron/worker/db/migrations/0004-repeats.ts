/**
 * How likely the strongest repeat of a report is (null where there is none), and what people decided about pairs of
 * reports. A decision is kept whether or not both reports are in the cache; the smaller id comes first.
 */
export const repeats = `
ALTER TABLE queue ADD COLUMN strongest REAL;
DROP INDEX queue_by_repeats;
CREATE INDEX queue_by_repeats ON queue (strongest, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_likely_repeats ON queue (tracking_number) WHERE in_queue = 1 AND strongest >= 0.95;

CREATE TABLE pair_decision (
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (left_id, right_id)
) WITHOUT ROWID;
CREATE INDEX pair_decision_right ON pair_decision (right_id);
`;
