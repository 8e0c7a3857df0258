import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Parsed } from '#shared/ipc.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { PairRow } from '#shared/ipc-shapes.ts';
import type { RecoveredPair } from '#shared/journal/row.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';
import { undoMs } from '../db/undo-time.ts';
import { type Tx, write } from '../db/write.ts';

export type PairDeps = {
  stores: Stores;
  /** What the queue shows of these reports' repeats is to be written anew; runs inside the transaction. */
  decided: (tx: Tx, reportIds: readonly string[]) => void;
  announce: (topic: Topic) => void;
  /** Seals the row; inside the transaction, so that a decision that cannot be sealed is not saved either. */
  seal: (row: QueuedPair) => void;
  /** The transaction failed after its row was sealed. */
  unseal: (id: string) => void;
  /** Writes the tombstones of what left the outbox, or never came into it. */
  settle: () => void;
  /** Told after a decision was saved, so that it is sent when its undo time is over. */
  saved: () => void;
  now: () => Date;
};

/**
 * Saves what an officer says about two reports. It counts here at once and goes to the server, and so to every other
 * workstation, when its undo time is over. One about the same pair that was still held gives way to it.
 * @param request the report that was open first; the candidate may have left the cache, so it comes with its number.
 * @throws AppError not_found when the first report is not on this workstation.
 */
export function decidePair(deps: PairDeps, { reportId, other, decision }: Parsed<'pairs.decide'>): PairRow {
  const report = deps.stores.reports.get(reportId);
  if (report === null) throw new AppError('not_found');
  const [left, right] = [{ reportId, trackingNumber: report.trackingNumber }, other].sort((a, b) =>
    a.reportId < b.reportId ? -1 : 1,
  );
  if (left === undefined || right === undefined || left.reportId === right.reportId) {
    throw new AppError('invalid_request');
  }
  const reports: PairRow['reports'] = [left.reportId, right.reportId];
  const trackingNumbers: PairRow['trackingNumbers'] = [left.trackingNumber, right.trackingNumber];
  const createdAt = deps.now().toISOString();
  return savePair(deps, { id: randomUUID(), reports, trackingNumbers, decision, createdAt }, () => {});
}

/**
 * Saves a decision that came back from the sealed journal, under the key and the time that it had, whether or not the
 * reports are here. It may be old by now: what was said about the pair since is never undone by it.
 * @param serverAheadMs by how much the server's clock, which dates what others said, is ahead of this one.
 * @throws AppError newer_decision when something was said later, here or by anybody whom the server heard.
 */
export function recoverPair(deps: PairDeps, row: RecoveredPair, serverAheadMs: number): PairRow {
  const decidedAt = Date.parse(row.createdAt);
  return savePair(deps, row, () => {
    const { pairOutbox, pairs } = deps.stores;
    const standing = pairs.standing(row.reports);
    const isOlder =
      pairOutbox.ofPair(row.reports).some(({ createdAt }) => Date.parse(createdAt) > decidedAt) ||
      (standing !== null && Date.parse(standing.at) > decidedAt + serverAheadMs);
    if (isOlder) throw new AppError('newer_decision');
  });
}

/**
 * One transaction: `check`, the row, the held one whose place it takes, and the seal.
 * @throws AppError not_found while there is no policy.
 */
function savePair(deps: PairDeps, wanted: RecoveredPair, check: () => void): PairRow {
  const { stores } = deps;
  let sealed = false;
  const save = () =>
    write(stores.db, (tx) => {
      if (stores.policy.current() === null) throw new AppError('not_found');
      check();
      const former = stores.pairOutbox.ofPair(wanted.reports).filter(({ state }) => state === 'held');
      for (const { id } of former) stores.pairOutbox.remove(tx, id);
      stores.pairOutbox.add(tx, {
        ...wanted,
        replaces: former.map(({ id }) => id),
        holdUntil: new Date(deps.now().getTime() + undoMs(stores)).toISOString(),
      });
      deps.decided(tx, wanted.reports);
      const saved = stores.pairOutbox.get(wanted.id);
      if (saved === null) throw new Error('The row that was just written is not there');
      deps.seal(saved);
      sealed = true;
      return toPairRow(saved);
    });
  let row: PairRow;
  try {
    row = save();
  } catch (error) {
    if (sealed) deps.unseal(wanted.id);
    throw error;
  }
  tell(deps);
  return row;
}

/**
 * Takes a decision about a pair back: within its undo time, or one that the server refused or surely does not have.
 * @throws AppError nothing_to_undo when the server has it or may have it.
 */
export function takeBackPair(deps: PairDeps, id: string): void {
  const { stores } = deps;
  write(stores.db, (tx) => {
    const row = stores.pairOutbox.get(id);
    if (row === null || (row.state === 'waiting' && row.maybeSent)) throw new AppError('nothing_to_undo');
    stores.pairOutbox.remove(tx, id);
    deps.decided(tx, row.reports);
  });
  tell(deps);
}

/** A row as the window sees it; how the push keeps its books stays inside. */
export function toPairRow(row: QueuedPair): PairRow {
  const { maybeSent: _, ...shown } = row;
  return shown;
}

function tell({ announce, saved, settle }: PairDeps): void {
  settle();
  announce('outbox');
  announce('reports');
  saved();
}
