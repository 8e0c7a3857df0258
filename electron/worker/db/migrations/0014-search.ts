/**
 * Words of the reports. The number of a document is the second in which its report came in, times 2^22, plus the report's
 * `seq`: so "newest first" is the index's own order, and the report is known without asking. The texts themselves are in
 * `report` alone (a contentless index); `search_due` has what is still to be read, written in the transaction of its cause.
 * Two and three letters have an index of their own, or each letter typed would go through all words that begin with it.
 */
export const search = `
CREATE VIRTUAL TABLE search USING fts5(
  number, person, street, offense, item, serial, how, contact,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);
CREATE TABLE search_doc (seq INTEGER PRIMARY KEY, doc INTEGER NOT NULL);
CREATE TABLE search_due (seq INTEGER PRIMARY KEY);
INSERT INTO search_due (seq) SELECT seq FROM report;
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
