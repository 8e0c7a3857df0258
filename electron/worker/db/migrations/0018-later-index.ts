/**
 * Indexes that a first pull left out, with how they are made: they are built when all reports are there, which writes
 * each of their pages once. A later migration that drops or changes an index of `queue` does it here too, because the
 * cache may be opened in the middle of a first pull.
 */
export const laterIndex = `
CREATE TABLE later_index (name TEXT PRIMARY KEY, sql TEXT NOT NULL) WITHOUT ROWID;
`;
