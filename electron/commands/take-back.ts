import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { inTransaction } from '../db/open.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';

export type TakeBackDeps = { stores: Stores; announce: (topic: Topic) => void; wake: () => void; settle: () => void };

/**
 * Takes back an act within its undo time; the report is as it was before.
 * @throws AppError nothing_to_undo when the time is over or there is no such act.
 */
export function undo(deps: TakeBackDeps, id: string): void {
  takeBack(deps, id, (row) => row.state === 'held');
}

/**
 * Removes an act that the officer no longer wants: one in conflict, refused, or waiting.
 * @throws AppError nothing_to_undo when the server has it or may have it; what became of it comes with its answer.
 */
export function withdraw(deps: TakeBackDeps, id: string): void {
  takeBack(deps, id, (row) => row.state !== 'waiting' || !row.maybeSent);
}

function takeBack(
  { stores, announce, wake, settle }: TakeBackDeps,
  id: string,
  allowed: (row: QueuedAct) => boolean,
): void {
  inTransaction(stores.db, () => {
    const row = stores.outbox.get(id);
    if (row === null || !allowed(row)) throw new AppError('nothing_to_undo');
    stores.outbox.takeBack(id);
    stores.reports.place(row.reportId);
  });
  settle();
  announce('outbox');
  announce('reports');
  wake();
}
