import { draftOf } from '#shared/domain/draft-of.ts';
import { missingCodes } from '#shared/domain/missing.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';

export type UndoDeps = {
  stores: Stores;
  announce: (topic: Topic) => void;
  wake: () => void;
  settle: () => void;
  /** Called inside the transaction, to record that the act was undone. */
  undone: (tx: Tx, row: QueuedAct) => void;
  now: () => Date;
};

/**
 * Undoes an act within its undo period: the report returns to its previous state, and what the officer wrote becomes
 * a draft again.
 * @throws AppError nothing_to_undo when the period has ended or there is no such act.
 */
export function undo(deps: UndoDeps, id: string): void {
  removeIf(deps, id, (row) => row.state === 'held');
}

/**
 * Removes an act that the officer no longer wants: one in conflict, refused by the server, or waiting. What the officer
 * wrote for it becomes a draft.
 * @throws AppError nothing_to_undo when the server has it or may have it; the outcome then arrives with the server's
 * response.
 */
export function withdraw(deps: UndoDeps, id: string): void {
  removeIf(deps, id, (row) => row.state !== 'waiting' || !row.maybeSent);
}

function removeIf(
  { stores, announce, wake, settle, undone, now }: UndoDeps,
  id: string,
  allowed: (row: QueuedAct) => boolean,
): void {
  write(stores.db, (tx) => {
    const row = stores.outbox.get(id);
    if (row === null || !allowed(row)) throw new AppError('nothing_to_undo');
    const { reportId, act } = row;
    stores.outbox.remove(tx, id);
    undone(tx, row);
    stores.reports.place(tx, reportId);
    // If the officer has started another draft after this act, keep that draft, because it is newer.
    if (isWritten(stores, row) && stores.drafts.get(reportId, act.kind) === null) {
      stores.drafts.put(tx, reportId, act.kind, draftOf(act), now().toISOString());
    }
  });
  settle();
  announce('outbox');
  announce('reports');
  wake();
}

/**
 * Whether an act is worth keeping as a draft. The only acts not kept are those that the form suggests by itself or that
 * are quick to choose again, because a draft keeps its report in the cache.
 */
function isWritten({ reports, policy }: Stores, { reportId, act }: QueuedAct): boolean {
  if (act.note !== '' || act.kind === 'return' || act.kind === 'correct') return true;
  const report = reports.get(reportId);
  if (act.kind === 'approve') return act.anyway !== undefined || act.offenseCode !== report?.offenseCode;
  if (act.kind !== 'follow_up') return false;
  const inForce = policy.current();
  const suggested = report === null || inForce === null ? [] : missingCodes(report, inForce);
  return [...act.missing].sort().join() !== [...suggested].sort().join();
}
