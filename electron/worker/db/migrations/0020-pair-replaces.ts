/** Which held decisions about the same pair one took the place of, as a JSON list of their ids. */
export const pairReplaces = "ALTER TABLE pair_outbox ADD COLUMN replaces TEXT NOT NULL DEFAULT '[]'";
