/**
 * Reports are in two tables: `report` has the full content, and `queue` has the narrow row that lists need, so that
 * sorting and filtering never read the narratives. `in_queue` is 1 for an open report that no saved decision has taken
 * out of the queue. The indexes of `queue` are created when the cache is opened (db/queue-indexes.ts).
 */
const reports = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE policy (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, body TEXT NOT NULL);

CREATE TABLE report (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
);
-- What a whole pull did not bring is found at its end without reading all that it brought.
CREATE INDEX report_by_generation ON report (generation);

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
);
`;

/**
 * Decisions not yet accepted by the server; none is ever dropped. `base` is the report as it was when the act was
 * decided. It is filled in when a newer version replaces the report; until then, the report itself is identical.
 * `maybe_sent` is 1 from just before a request is sent until a response proves that the server did not accept it.
 * `replaces` has the ids (JSON) of the decisions about the same pair that were still in their undo period and that this
 * one replaced.
 */
const outboxes = `
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
);
CREATE INDEX outbox_by_report ON outbox (report_id, seq);
CREATE INDEX outbox_by_state ON outbox (state, hold_until);
CREATE TRIGGER outbox_keeps_base BEFORE UPDATE OF body ON report WHEN old.version <> new.version
BEGIN
  UPDATE outbox SET base = old.body WHERE report_id = old.id AND base IS NULL;
END;

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
CREATE INDEX pair_outbox_left ON pair_outbox (left_id);
CREATE INDEX pair_outbox_right ON pair_outbox (right_id);
CREATE INDEX pair_outbox_by_state ON pair_outbox (state, hold_until);

-- Which decisions left the outbox but are still in the sealed journal.
CREATE TABLE journal_done (id TEXT PRIMARY KEY) WITHOUT ROWID;
`;

/**
 * Data that an officer created here, and report files. A `hint_feedback` row that is `waiting` has not reached the server
 * yet. Report files are sealed next to the cache under a random name, and their keys are stored only here: when a report
 * is deleted, so is the row, and with it the only way to read the file.
 */
const desk = `
CREATE TABLE draft (
  report_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (report_id, kind)
) WITHOUT ROWID;

CREATE TABLE hint_feedback (
  report_id TEXT NOT NULL,
  code TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (report_id, code)
) WITHOUT ROWID;
CREATE INDEX hint_feedback_waiting ON hint_feedback (report_id) WHERE waiting = 1;

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
`;

/**
 * The duplicate index. `link_key` has the hashes by which candidate pairs are found; `link_record` has the data that
 * decides most comparisons, and `link_rest` the longer, rarely read part, so that the data every comparison reads fits in
 * memory; `link_pair` has each pair twice, once from either side; `link_dirty` has the pending work, written in the
 * transaction that causes it. `link_state` has one row: the epoch (and the first epoch of this model), how many reports
 * there were when frequencies were counted, the frequencies, and the next report that this epoch has to read. Decisions
 * about pairs are kept whether or not both reports are in the cache; the smaller id comes first.
 */
const links = `
CREATE TABLE pair_decision (
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (left_id, right_id)
) WITHOUT ROWID;
CREATE INDEX pair_decision_right ON pair_decision (right_id);

CREATE TABLE link_key (k INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (k, id)) WITHOUT ROWID;
CREATE TABLE link_record (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, head BLOB NOT NULL);
CREATE TABLE link_rest (id INTEGER PRIMARY KEY, keys BLOB NOT NULL, rest BLOB NOT NULL);
CREATE TABLE link_pair (
  id INTEGER NOT NULL,
  other INTEGER NOT NULL,
  hypothesis INTEGER NOT NULL,
  weight REAL NOT NULL,
  probability REAL NOT NULL,
  PRIMARY KEY (id, other)
) WITHOUT ROWID;
-- 1: the report changed; 0: only who it meets may have.
CREATE TABLE link_dirty (id INTEGER PRIMARY KEY, whole INTEGER NOT NULL);
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
`;

/**
 * The word index. A document's id is the second in which its report was received, times 2^22, plus the report's `seq`:
 * the index is therefore already in "newest first" order, and an id identifies its report without a lookup. The index is
 * contentless: the text itself is stored only in `report`. `search_due` lists the reports still to be indexed, written in
 * the transaction that causes it; `words` is a digest of the indexed text, used to skip the many changes that leave a
 * report's words unchanged. Prefixes of two and three letters have a separate index; otherwise each typed letter would
 * scan all words that begin with it. Segments are merged in small steps between other work (db/search.ts), not within
 * commits.
 */
const search = `
CREATE VIRTUAL TABLE search USING fts5(
  number, person, street, offense, item, serial, how, contact,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
INSERT INTO search (search, rank) VALUES ('usermerge', 16);
CREATE TABLE search_doc (seq INTEGER PRIMARY KEY, doc INTEGER NOT NULL, words BLOB);
CREATE TABLE search_due (seq INTEGER PRIMARY KEY);
CREATE TRIGGER search_new AFTER INSERT ON report BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;
CREATE TRIGGER search_changed AFTER UPDATE OF body ON report WHEN old.body <> new.body BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;
CREATE TRIGGER search_retitled AFTER UPDATE OF offense ON queue WHEN old.offense <> new.offense BEGIN
  INSERT OR IGNORE INTO search_due (seq) VALUES (new.seq);
END;
CREATE TRIGGER search_gone AFTER DELETE ON report BEGIN
  DELETE FROM search WHERE rowid = (SELECT doc FROM search_doc WHERE seq = old.seq);
  DELETE FROM search_doc WHERE seq = old.seq;
  DELETE FROM search_due WHERE seq = old.seq;
END;
`;

/** All tables of a cache as of the first release. */
export const baseline = [reports, outboxes, desk, links, search].join('');
