import { randomUUID } from 'node:crypto';
import type { Circumstances } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Report, ReportState } from '#shared/domain/report.ts';
import { leavesQueue, nextState, personalObstacle } from '#shared/domain/workflow.ts';
import { AppError } from '#shared/errors.ts';
import type { Parsed } from '#shared/ipc.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { undoMs } from '../db/undo-time.ts';
import { write } from '../db/write.ts';
import { duplicateFault } from '../duplicates/other-reports.ts';
import { letterAndSeen } from './letter-seen.ts';
import { toOutboxRow } from './outbox-row.ts';

export type ActDeps = {
  stores: Stores;
  officer: Officer;
  /** The circumstances of a decision about this report, if made now. */
  circumstancesOf: (report: Report) => Circumstances;
  announce: (topic: Topic) => void;
  /** Seals the row in the journal inside the transaction, so that a decision that cannot be sealed is not saved either. */
  seal: (row: QueuedAct) => void;
  /** Called when the transaction failed after its row was sealed. */
  unseal: (id: string) => void;
  /** Writes tombstones to the journal for rows that left the outbox or never entered it. */
  settle: () => void;
  /** Called after an act was saved, so that it is sent when its undo period ends. */
  saved: () => void;
  now: () => Date;
};

/**
 * Saves an officer's act. One transaction adds its outbox row, updates the report's position in the queue and deletes
 * the act's draft. So either the act is shown as saved and will be sent, or nothing happened.
 * @param before the original idempotency key and circumstances, when a decision is restored from the sealed journal.
 * The policy in force at that time is no longer known here, so policy versions are not compared. The letter must be the
 * same; the server, which has every policy version, checks the rest.
 * @throws AppError stale_version or letter_changed when the officer saw something other than what is in the cache now,
 * act_not_allowed when the workflow does not allow the act, invalid_request with the fields that the policy does not
 * allow.
 */
export function act(
  deps: ActDeps,
  { reportId, act: wanted, seen }: Parsed<'review.act'>,
  before?: { id: string; circumstances?: Circumstances | undefined },
): OutboxRow {
  const { stores } = deps;
  const id = before?.id ?? randomUUID();
  let sealed = false;
  const save = () =>
    write(stores.db, (tx) => {
      const report = stores.reports.get(reportId);
      const policy = stores.policy.current();
      if (report === null || policy === null) throw new AppError('not_found');
      if (report.version !== seen.reportVersion) throw new AppError('stale_version');
      if (before === undefined && policy.version !== seen.policyVersion) throw new AppError('letter_changed');

      const earlier = stores.outbox.ofReport(reportId);
      const state = stateAfter(report.state, earlier, deps.officer);
      if (nextState(state, wanted.kind, deps.officer.role) === null) throw new AppError('act_not_allowed');
      const obstacle = personalObstacle(report, wanted.kind, deps.officer, stores.supervision.get().isOnlySupervisor);
      if (obstacle !== null) throw new AppError('act_not_allowed', { detail: obstacle });
      const fields = checkAct(report, wanted, policy);
      // A decision from the journal is checked only by the server, because the cache may be newer than what the officer
      // saw.
      if (before === undefined && wanted.kind === 'reject' && wanted.duplicateOf !== null && fields.length === 0) {
        const fault = duplicateFault(stores, report, wanted.duplicateOf);
        if (fault !== null) fields.push(fault);
      }
      if (fields.length > 0) throw new AppError('invalid_request', { fields });
      if (letterAndSeen(report, wanted, policy).seen.letterHash !== seen.letterHash)
        throw new AppError('letter_changed');

      // A new decision replaces one that is in conflict or that the server refused.
      if (leavesQueue(wanted.kind)) {
        for (const one of earlier) {
          const stuck = one.state === 'conflict' || one.state === 'refused';
          if (stuck && leavesQueue(one.act.kind)) stores.outbox.remove(tx, one.id);
        }
      }
      const now = deps.now();
      stores.outbox.add(tx, {
        id,
        reportId,
        trackingNumber: report.trackingNumber,
        act: wanted,
        seen,
        createdAt: now.toISOString(),
        circumstances: before === undefined ? deps.circumstancesOf(report) : (before.circumstances ?? null),
        holdUntil: new Date(now.getTime() + undoMs(stores)).toISOString(),
      });
      stores.reports.place(tx, reportId);
      stores.drafts.remove(tx, reportId, wanted.kind);
      const saved = stores.outbox.get(id);
      if (saved === null) throw new Error('The row that was just written is missing');
      deps.seal(saved);
      sealed = true;
      return toOutboxRow(saved);
    });
  let row: OutboxRow;
  try {
    row = save();
  } catch (error) {
    if (sealed) deps.unseal(id);
    throw error;
  }
  deps.settle();
  deps.announce('outbox');
  deps.announce('reports');
  deps.saved();
  return row;
}

/** Returns the state of a report after everything queued for the server has been carried out. */
function stateAfter(state: ReportState, rows: readonly QueuedAct[], officer: Officer): ReportState {
  return rows
    .filter((row) => row.state === 'held' || row.state === 'waiting')
    .reduce((reached, row) => nextState(reached, row.act.kind, officer.role) ?? reached, state);
}
