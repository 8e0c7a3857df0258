import { createLaterIndexes } from './later-indexes.ts';
import { type CacheFile, type Db, openWith } from './open.ts';

const FEW_KIB = 2048;
/** The rows of the lists of 100,000 reports: each index reads all of them, and to decipher them takes half of its time. */
const MANY_KIB = 64 * 1024;

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
  // The log's pages are read once, so few are kept.
  const db = openWith(file, (opened) => keepPages(opened, FEW_KIB));
  const { buildNext } = createLaterIndexes(db);
  return {
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    buildIndex: () => {
      keepPages(db, MANY_KIB);
      let isMore = false;
      try {
        isMore = buildNext();
      } finally {
        if (!isMore) {
          keepPages(db, FEW_KIB);
          db.pragma('shrink_memory');
        }
      }
      return isMore;
    },
    close: () => void db.close(),
  };
}

const keepPages = (db: Db, kib: number): void => void db.pragma(`cache_size = -${kib}`);
