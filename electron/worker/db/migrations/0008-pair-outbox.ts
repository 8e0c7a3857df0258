/** Decisions about pairs of reports on their way to the server; like the outbox of acts, nothing of it is ever dropped. */
export const pairOutbox = `
CREATE TABLE pair_outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  left_number TEXT NOT NULL,
  right_number TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('same', 'not_same', 'related')),
  state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'refused')),
  created_at TEXT NOT NULL,
  hold_until TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 1 from just before a request leaves until an answer proves that the server did not take it.
  maybe_sent INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  problem TEXT
);
CREATE INDEX pair_outbox_left ON pair_outbox (left_id);
CREATE INDEX pair_outbox_right ON pair_outbox (right_id);
`;
