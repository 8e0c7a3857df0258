/**
 * The index that finds repeats. `link_key` holds hashes under which reports meet; `link_record` what was worked out of a
 * report and the keys under which it stands; `link_pair` each found pair twice, once from either side; `link_dirty`
 * what is to be done, written in the transaction of its cause. `link_state` has one row: the epoch (and the first of this model), how many
 * reports its frequencies were counted at, the frequencies, and the reports that are still to be read by this epoch.
 */
export const links = `
DROP TABLE IF EXISTS repeat_key;
CREATE TABLE link_key (k INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (k, id)) WITHOUT ROWID;
CREATE TABLE link_record (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, keys BLOB NOT NULL, features BLOB NOT NULL);
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
