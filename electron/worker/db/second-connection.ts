import { type CacheFile, openWith } from './open.ts';

/** The log's pages are read only once, so the page cache is small. */
const FEW_KIB = 2048;

export type SecondConnection = {
  /** Checkpoints the log into the file without blocking readers or writers. */
  checkpoint: () => void;
  close: () => void;
};

/**
 * A second connection to an already open cache, for work that would block the first one's thread.
 * @throws AppError cache_unreadable, disk_full
 */
export function openSecondConnection(file: CacheFile): SecondConnection {
  const db = openWith(file, (opened) => void opened.pragma(`cache_size = -${FEW_KIB}`));
  return {
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => db.close(),
  };
}
