/**
 * What a pair is mostly settled by (`link_record.head`) apart from the words of the texts and the keys, which are longer and
 * seldom read: so what every comparison reads fits in the memory that SQLite has. The index is made anew.
 */
export const linkRest = `
DROP TABLE link_record;
DELETE FROM link_key;
DELETE FROM link_pair;
DELETE FROM link_state;
CREATE TABLE link_record (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, head BLOB NOT NULL);
CREATE TABLE link_rest (id INTEGER PRIMARY KEY, keys BLOB NOT NULL, rest BLOB NOT NULL);
`;
