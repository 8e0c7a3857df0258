import { z } from 'zod';
import { commitSlices, type Db } from './write.ts';

/** How long the log is and how much of it lies in the file already, in pages. */
export type LogLength = { log: number; moved: number };

const checkpointRow = z.tuple([z.object({ busy: z.int(), log: z.int(), checkpointed: z.int() })]);

/** Reads the length of the log, which costs some microseconds; not within a transaction, except for open slices. */
export function logLength(db: Db): LogLength {
  commitSlices(db);
  const [{ log, checkpointed }] = checkpointRow.parse(db.pragma('wal_checkpoint(NOOP)'));
  return { log, moved: checkpointed };
}
