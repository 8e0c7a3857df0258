/**
 * The index of words is merged in small steps between other work (db/search.ts) and not within commits; what FTS5 would do
 * by itself is left for an index of which far too many parts were never merged.
 */
export const merging = `
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
INSERT INTO search (search, rank) VALUES ('usermerge', 16);
`;
