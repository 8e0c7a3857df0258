import { type CacheFile, openWith } from './open.ts';

/** The log's pages are read once, so few are kept. */
const FEW_KIB = 2048;

export type SecondConnection = {
  /** Moves what was committed from the log into the file; it holds up neither who reads nor who writes. */
  checkpoint: () => void;
  close: () => void;
};

/**
 * A second connection to a cache that is open already, for what would hold up the first one's thread.
 * @throws AppError cache_unreadable, disk_full
 */
export function openSecondConnection(file: CacheFile): SecondConnection {
  const db = openWith(file, (opened) => void opened.pragma(`cache_size = -${FEW_KIB}`));
  return {
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => db.close(),
  };
}
