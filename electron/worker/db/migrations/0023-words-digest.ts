/**
 * A digest of the words that the index has of a report: most changes of a report are of its state, and then nothing is to be
 * read in. Where there is none yet, the next change reads the words in once more.
 */
export const wordsDigest = `
ALTER TABLE search_doc ADD COLUMN words BLOB;
`;
