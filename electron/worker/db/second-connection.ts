import { type CacheFile, openWith } from './open.ts';

/** Page cache size. It is small because each page of the log is read only once. */
const FEW_KIB = 2048;

export type SecondConnection = {
  /** Writes the log's pages into the database file without blocking readers or writers. */
  checkpoint: () => void;
  close: () => void;
};

/**
 * Opens a second connection to an already open cache, for work that would block the thread of the first connection.
 * @throws AppError cache_unreadable, disk_full
 */
export function openSecondConnection(file: CacheFile): SecondConnection {
  const db = openWith(file, (opened) => void opened.pragma(`cache_size = -${FEW_KIB}`));
  return {
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => db.close(),
  };
}
