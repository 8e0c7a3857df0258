/**
 * Reports lie in two tables: `report` has the whole text, `queue` the narrow row that lists need, so that sorting and
 * filtering never read the narratives. `in_queue` is 1 for an open report that no saved decision has taken out of the
 * queue; each column of the queue has a partial index over these rows, with the tracking number to break ties.
 */
export const start = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE policy (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, body TEXT NOT NULL);

CREATE TABLE report (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE queue (
  seq INTEGER PRIMARY KEY REFERENCES report (seq) ON DELETE CASCADE,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  in_queue INTEGER NOT NULL,
  tracking_number TEXT NOT NULL,
  received_at TEXT NOT NULL,
  waiting_since TEXT NOT NULL,
  kind TEXT NOT NULL,
  offense_code TEXT,
  offense TEXT NOT NULL,
  offense_key TEXT NOT NULL,
  location TEXT NOT NULL,
  location_key TEXT NOT NULL,
  person TEXT NOT NULL,
  person_key TEXT NOT NULL,
  state TEXT NOT NULL,
  state_rank INTEGER NOT NULL,
  hints INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  search TEXT NOT NULL
);
CREATE INDEX queue_by_tracking_number ON queue (tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_received_at ON queue (received_at, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_waiting ON queue (waiting_since, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_kind ON queue (kind, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_offense ON queue (offense_key, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_location ON queue (location_key, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_person ON queue (person_key, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_state ON queue (state_rank, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_hints ON queue (hints, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_by_repeats ON queue (repeats, tracking_number) WHERE in_queue = 1;
CREATE INDEX queue_closed ON queue (state, tracking_number) WHERE in_queue = 0;
CREATE INDEX queue_offense_code ON queue (kind, offense_code);

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  report_id TEXT NOT NULL,
  tracking_number TEXT NOT NULL,
  act TEXT NOT NULL,
  seen TEXT NOT NULL,
  leaves_queue INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'conflict', 'refused')),
  created_at TEXT NOT NULL,
  hold_until TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 1 from just before a request leaves until an answer proves that the server did not take it.
  maybe_sent INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  problem TEXT,
  theirs TEXT
);
CREATE INDEX outbox_by_report ON outbox (report_id, seq);
`;
