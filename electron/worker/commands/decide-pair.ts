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
  /** Called inside the transaction, to update what the queue shows about these reports' duplicates. */
  decided: (tx: Tx, reportIds: readonly string[]) => void;
  announce: (topic: Topic) => void;
  /** Seals the row in the journal inside the transaction, so that a decision that cannot be sealed is not saved either. */
  seal: (row: QueuedPair) => void;
  /** Called when the transaction failed after its row was sealed. */
  unseal: (id: string) => void;
  /** Writes tombstones to the journal for rows that left the outbox or never entered it. */
  settle: () => void;
  /** Called after a decision was saved, so that it is sent when its undo period ends. */
  saved: () => void;
  now: () => Date;
};

/**
 * Saves an officer's decision about two reports. It takes effect here at once; when its undo period ends, it is sent to
 * the server, and from there to all other workstations. It replaces a decision about the same pair that is still in its
 * undo period.
 * @param request the report that was open comes first; the candidate may have left the cache, so its tracking number is
 * included.
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
 * Saves a decision restored from the sealed journal, with its original key and time, whether or not the reports are in
 * the cache. Because it may be old, it never overrides a later decision about the pair.
 * @param serverAheadMs how far the server's clock, which timestamps other officers' decisions, is ahead of this one.
 * @throws AppError newer_decision when a later decision was made here or reached the server.
 */
export function recoverPair(deps: PairDeps, row: RecoveredPair, serverAheadMs: number): PairRow {
  const decidedAt = Date.parse(row.createdAt);
  return savePair(deps, row, () => {
    const { pairOutbox, pairs } = deps.stores;
    const decision = pairs.decisionOf(row.reports);
    const isOlder =
      pairOutbox.ofPair(row.reports).some(({ createdAt }) => Date.parse(createdAt) > decidedAt) ||
      (decision !== null && Date.parse(decision.at) > decidedAt + serverAheadMs);
    if (isOlder) throw new AppError('newer_decision');
  });
}

/**
 * In one transaction: runs `check`, adds the new row, removes the held row it replaces, and seals the decision.
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
      if (saved === null) throw new Error('The row that was just written is missing');
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
 * Undoes a decision about a pair: one in its undo period, or one that the server refused or definitely does not have.
 * @throws AppError nothing_to_undo when the server has it or may have it.
 */
export function undoPair(deps: PairDeps, id: string): void {
  const { stores } = deps;
  write(stores.db, (tx) => {
    const row = stores.pairOutbox.get(id);
    if (row === null || (row.state === 'waiting' && row.maybeSent)) throw new AppError('nothing_to_undo');
    stores.pairOutbox.remove(tx, id);
    deps.decided(tx, row.reports);
  });
  tell(deps);
}

/** Returns a row as the window sees it, without the push's internal state. */
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
