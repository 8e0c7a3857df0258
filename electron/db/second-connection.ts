import { createLaterIndexes } from './later-indexes.ts';
import { type CacheFile, openWith } from './open.ts';

export type SecondConnection = {
  /** Moves what was committed from the log into the file; it holds up neither who reads nor who writes. */
  checkpoint: () => void;
  /** Builds one index that a first pull left out, and answers whether another one is left. Only who writes waits for it. */
  buildIndex: () => boolean;
  close: () => void;
};

/**
 * A second connection to a cache that is open already, for what would hold up the first one's thread.
 * @throws AppError cache_unreadable, disk_full
 */
export function openSecondConnection(file: CacheFile): SecondConnection {
  // It reads each page once, so it keeps few.
  const db = openWith(file, (opened) => void opened.pragma('cache_size = -2048'));
  const { buildNext } = createLaterIndexes(db);
  return {
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    buildIndex: buildNext,
    close: () => void db.close(),
  };
}
