import { randomUUID } from 'node:crypto';
import { undoSeconds } from '#shared/domain/preferences.ts';
import { AppError } from '#shared/errors.ts';
import type { PairRow, Parsed } from '#shared/ipc.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { inTransaction } from '../db/open.ts';
import type { QueuedPair } from '../db/pair-outbox.ts';
import type { Stores } from '../db/stores.ts';

export type PairDeps = {
  stores: Stores;
  /** What the queue shows of these reports' repeats is to be written anew; runs inside the transaction. */
  decided: (reportIds: readonly string[]) => void;
  announce: (topic: Topic) => void;
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
  const { stores } = deps;
  const id = randomUUID();
  const row = inTransaction(stores.db, () => {
    const report = stores.reports.get(reportId);
    const agency = stores.policy.current()?.limits.holdSeconds;
    if (report === null || agency === undefined) throw new AppError('not_found');
    const sides = [{ reportId, trackingNumber: report.trackingNumber }, other].sort((a, b) =>
      a.reportId < b.reportId ? -1 : 1,
    );
    const [left, right] = sides;
    if (left === undefined || right === undefined || left.reportId === right.reportId) {
      throw new AppError('invalid_request');
    }
    for (const earlier of stores.pairOutbox.list()) {
      if (earlier.state === 'held' && isAbout(earlier, left.reportId, right.reportId)) {
        stores.pairOutbox.remove(earlier.id);
      }
    }
    const now = deps.now();
    const holdSeconds = undoSeconds(agency, stores.preferences.get());
    stores.pairOutbox.add({
      id,
      reports: [left.reportId, right.reportId],
      trackingNumbers: [left.trackingNumber, right.trackingNumber],
      decision,
      createdAt: now.toISOString(),
      holdUntil: new Date(now.getTime() + holdSeconds * 1000).toISOString(),
    });
    deps.decided([left.reportId, right.reportId]);
    return stores.pairOutbox.get(id);
  });
  if (row === null) throw new Error('The row that was just written is not there');
  tell(deps);
  return toPairRow(row);
}

/**
 * Takes a decision about a pair back: within its undo time, or one that the server refused or surely does not have.
 * @throws AppError nothing_to_undo when the server has it or may have it.
 */
export function takeBackPair(deps: PairDeps, id: string): void {
  const { stores } = deps;
  inTransaction(stores.db, () => {
    const row = stores.pairOutbox.get(id);
    if (row === null || (row.state === 'waiting' && row.maybeSent)) throw new AppError('nothing_to_undo');
    stores.pairOutbox.remove(id);
    deps.decided(row.reports);
  });
  tell(deps);
}

/** A row as the window sees it; how the push keeps its books stays inside. */
export function toPairRow(row: QueuedPair): PairRow {
  const { id, reports, trackingNumbers, decision, state, createdAt, holdUntil, attempts, problem } = row;
  return { id, reports, trackingNumbers, decision, state, createdAt, holdUntil, attempts, problem };
}

const isAbout = ({ reports }: QueuedPair, left: string, right: string) => reports[0] === left && reports[1] === right;

function tell({ announce, saved }: PairDeps): void {
  announce('outbox');
  announce('reports');
  saved();
}
