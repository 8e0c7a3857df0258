CREATE TABLE draft (
  report_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (report_id, kind)
) WITHOUT ROWID;

CREATE TABLE file (
  attachment_id TEXT NOT NULL,
  copy TEXT NOT NULL CHECK (copy IN ('view', 'original')),
  seq INTEGER NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE,
  key BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (attachment_id, copy)
) WITHOUT ROWID;

CREATE INDEX file_of_report ON file (seq);

CREATE TABLE hint_feedback (
  report_id TEXT NOT NULL,
  code TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (report_id, code)
) WITHOUT ROWID;

CREATE INDEX hint_feedback_waiting ON hint_feedback (report_id) WHERE waiting = 1;

CREATE TABLE journal_done (id TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE INDEX likely_by_received_at ON queue (in_queue, received_at, tracking_number, state_rank, kind) WHERE likelihood >= 0.95;

CREATE INDEX likely_by_waiting ON queue (in_queue, waiting_since, tracking_number, state_rank, kind) WHERE likelihood >= 0.95;

CREATE TABLE link_dirty (id INTEGER PRIMARY KEY, whole INTEGER NOT NULL);

CREATE TABLE link_key (k INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (k, id)) WITHOUT ROWID;

CREATE TABLE link_pair (
  id INTEGER NOT NULL,
  other INTEGER NOT NULL,
  hypothesis INTEGER NOT NULL,
  weight REAL NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (id, other)
) WITHOUT ROWID;

CREATE TABLE link_record (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, head BLOB NOT NULL);

CREATE TABLE link_rest (id INTEGER PRIMARY KEY, keys BLOB NOT NULL, rest BLOB NOT NULL);

CREATE TABLE link_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  model TEXT NOT NULL,
  counted_at INTEGER NOT NULL,
  frequencies TEXT NOT NULL,
  secret_a INTEGER NOT NULL,
  secret_b INTEGER NOT NULL,
  next INTEGER
);

CREATE TABLE message_file (
  id TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  added_at TEXT NOT NULL
);

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

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
  maybe_sent INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  problem TEXT,
  theirs TEXT,
  base TEXT
, circumstances TEXT);

CREATE INDEX outbox_by_report ON outbox (report_id, seq);

CREATE INDEX outbox_by_state ON outbox (state, hold_until);

CREATE TRIGGER outbox_keeps_base BEFORE UPDATE OF body ON report WHEN old.version <> new.version
BEGIN
  UPDATE outbox SET base = old.body WHERE report_id = old.id AND base IS NULL;
END;

CREATE TABLE pair_decision (
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (left_id, right_id)
) WITHOUT ROWID;

CREATE INDEX pair_decision_right ON pair_decision (right_id);

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
  maybe_sent INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  problem TEXT,
  replaces TEXT NOT NULL DEFAULT '[]'
);

CREATE INDEX pair_outbox_by_state ON pair_outbox (state, hold_until);

CREATE INDEX pair_outbox_left ON pair_outbox (left_id);

CREATE INDEX pair_outbox_right ON pair_outbox (right_id);

CREATE TABLE policy (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, body TEXT NOT NULL);

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
  duplicates INTEGER NOT NULL,
  -- Likelihood of the strongest duplicate: null where there is none, and 0 in the column that is sorted by.
  strongest REAL,
  likelihood REAL NOT NULL DEFAULT 0,
  -- When it was closed, by which old reports leave the cache.
  closed_at TEXT,
  -- Who has it open, as the server last told it, in JSON: shown, and never sorted by.
  claim TEXT,
  -- The colleague to whom it was assigned, else who acted on it last: 'id:' and the account, or 'name:' and the name.
  owner TEXT,
  photos INTEGER NOT NULL DEFAULT 0
, lat_e5 INTEGER NOT NULL DEFAULT 0, lon_e5 INTEGER NOT NULL DEFAULT 0, danger INTEGER NOT NULL DEFAULT 0, message INTEGER NOT NULL DEFAULT 0, value_cents INTEGER NOT NULL DEFAULT 0, assignee TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '', message_since TEXT NOT NULL DEFAULT '', flag TEXT NOT NULL DEFAULT '', last_closing TEXT NOT NULL DEFAULT '', earlier_closings TEXT NOT NULL DEFAULT '');

CREATE INDEX queue_by_assignee ON queue (in_queue, assignee, tracking_number, state_rank, kind);

CREATE INDEX queue_by_closed ON queue (closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX queue_by_closings ON queue (last_closing, earlier_closings) WHERE earlier_closings <> '';

CREATE INDEX queue_by_danger ON queue (in_queue, danger, received_at) WHERE danger > 0;

CREATE INDEX queue_by_duplicates ON queue (in_queue, likelihood, tracking_number, state_rank, kind);

CREATE INDEX queue_by_hints ON queue (in_queue, hints, tracking_number, state_rank, kind);

CREATE INDEX queue_by_kind ON queue (in_queue, kind, tracking_number, state_rank);

CREATE INDEX queue_by_last_closing ON queue (last_closing) WHERE last_closing <> '';

CREATE INDEX queue_by_location ON queue (in_queue, location_key, tracking_number, state_rank, kind);

CREATE INDEX queue_by_message ON queue (in_queue, message, received_at) WHERE message > 0;

CREATE INDEX queue_by_offense ON queue (in_queue, offense_key, tracking_number, state_rank, kind);

CREATE INDEX queue_by_owner ON queue (in_queue, owner, state_rank) WHERE owner IS NOT NULL;

CREATE INDEX queue_by_person ON queue (in_queue, person_key, tracking_number, state_rank, kind);

CREATE INDEX queue_by_photos ON queue (in_queue, photos, state_rank, kind, hints) WHERE photos > 0;

CREATE INDEX queue_by_place ON queue (lat_e5, lon_e5, received_at) WHERE lat_e5 <> 0;

CREATE INDEX queue_by_received_at ON queue (in_queue, received_at, tracking_number, state_rank, kind, photos, hints);

CREATE INDEX queue_by_state ON queue (in_queue, state_rank, tracking_number, kind);

CREATE INDEX queue_by_tracking_number ON queue (in_queue, tracking_number, state_rank, kind);

CREATE INDEX queue_by_value ON queue (in_queue, value_cents, tracking_number, state_rank, kind);

CREATE INDEX queue_by_waiting ON queue (in_queue, waiting_since, tracking_number, state_rank, kind);

CREATE INDEX queue_of_person ON queue (person_key, received_at);

CREATE TABLE report (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
);

CREATE INDEX report_by_generation ON report (generation);

CREATE VIRTUAL TABLE search USING fts5(
  number, person, street, offense, item, serial, how, contact,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);

CREATE TRIGGER search_changed AFTER UPDATE OF body ON report WHEN old.body <> new.body BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE search_doc (seq INTEGER PRIMARY KEY, doc INTEGER NOT NULL, words BLOB);

CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE search_due (seq INTEGER PRIMARY KEY);

CREATE TRIGGER search_gone AFTER DELETE ON report BEGIN
  DELETE FROM search WHERE rowid = (SELECT doc FROM search_doc WHERE seq = old.seq);
  DELETE FROM search_doc WHERE seq = old.seq;
  DELETE FROM search_due WHERE seq = old.seq;
END;

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TRIGGER search_new AFTER INSERT ON report BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;

CREATE TRIGGER search_retitled AFTER UPDATE OF offense ON queue WHEN old.offense <> new.offense BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;

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
