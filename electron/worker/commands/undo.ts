import type { Act } from '#shared/domain/act.ts';
import { draftOf } from '#shared/domain/draft-of.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { write } from '../db/write.ts';

export type TakeBackDeps = {
  stores: Stores;
  announce: (topic: Topic) => void;
  wake: () => void;
  settle: () => void;
  now: () => Date;
};

/**
 * Takes back an act within its undo time; the report is as it was before, and what was written for it is its form's again.
 * @throws AppError nothing_to_undo when the time is over or there is no such act.
 */
export function undo(deps: TakeBackDeps, id: string): void {
  takeBack(deps, id, (row) => row.state === 'held');
}

/**
 * Removes an act that the officer no longer wants: one in conflict, refused, or waiting. What was written for it is kept.
 * @throws AppError nothing_to_undo when the server has it or may have it; what became of it comes with its answer.
 */
export function withdraw(deps: TakeBackDeps, id: string): void {
  takeBack(deps, id, (row) => row.state !== 'waiting' || !row.maybeSent);
}

function takeBack(
  { stores, announce, wake, settle, now }: TakeBackDeps,
  id: string,
  allowed: (row: QueuedAct) => boolean,
): void {
  write(stores.db, (tx) => {
    const row = stores.outbox.get(id);
    if (row === null || !allowed(row)) throw new AppError('nothing_to_undo');
    const { reportId, act } = row;
    stores.outbox.takeBack(tx, id);
    stores.reports.place(tx, reportId);
    // One that was begun since is newer.
    if (isWritten(act) && stores.drafts.get(reportId, act.kind) === null) {
      stores.drafts.put(tx, reportId, act.kind, draftOf(act), now().toISOString());
    }
  });
  settle();
  announce('outbox');
  announce('reports');
  wake();
}

/** What was merely chosen is chosen again at once, and a form that is kept keeps its report here. */
const isWritten = (act: Act): boolean => act.note !== '' || act.kind === 'return' || act.kind === 'correct';
