import { z } from 'zod';
import { commitSlices, type Db } from './write.ts';

/** The log's length, and how much of it has been checkpointed (`moved`), in pages. */
export type LogLength = { log: number; moved: number };

const checkpointRow = z.tuple([z.object({ busy: z.int(), log: z.int(), checkpointed: z.int() })]);

/** Reads the log's length, which takes a few microseconds. Commits open slices first. Do not call within a transaction. */
export function logLength(db: Db): LogLength {
  commitSlices(db);
  const [{ log, checkpointed }] = checkpointRow.parse(db.pragma('wal_checkpoint(NOOP)'));
  return { log, moved: checkpointed };
}
