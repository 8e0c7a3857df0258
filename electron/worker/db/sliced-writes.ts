import { setImmediate as turn } from 'node:timers/promises';
import { runSlices } from '../slices.ts';
import { type Db, slicedTransaction, type Tx } from './write.ts';

export type SlicedWrites = {
  /** How long one slice may block the thread, in milliseconds. */
  budgetMs: number;
  /** How many slices are committed together. The commit blocks the thread like a slice and must be just as short. */
  together: number;
  /** Awaited before each transaction; resolves when the log has room for more (checkpointer.ts). */
  makeRoom: () => Promise<void>;
  signal?: AbortSignal;
};

/**
 * Runs `step` in slices that yield to other work in between (`runSlices`), and commits several slices together. `step`
 * may write only data that can be written again (see `slicedTransaction`).
 * @returns whether the work was finished; false when `signal` ended it early.
 * @throws what a step, `makeRoom` or a commit throws; then the slices since the last commit are rolled back.
 */
export async function writeInSlices(
  db: Db,
  step: (tx: Tx) => boolean,
  { budgetMs, together, makeRoom, signal }: SlicedWrites,
): Promise<boolean> {
  const transaction = slicedTransaction(db);
  let slices = 0;
  const before = async (): Promise<void> => {
    if (transaction.isOpen() && slices >= together) {
      transaction.commit();
      await turn();
    }
    if (transaction.isOpen()) return;
    slices = 0;
    await makeRoom();
  };
  const around = (slice: (tx: Tx) => void): void => {
    slices += 1;
    transaction.slice(slice);
  };
  try {
    return await runSlices(step, { budgetMs, around, before, ...(signal === undefined ? {} : { signal }) });
  } finally {
    transaction.commit();
    await turn();
  }
}
