import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import { inTransaction, inTransactionThatMayRepeat } from '../db/open.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { undoMs } from '../db/undo-time.ts';
import { backoffMs, LONGEST_WISH_MS } from './backoff.ts';

export type PushDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  keep: (report: Report, policy: Policy | null, generation: number) => void;
  announce: (topic: Topic) => void;
  /** Awaited before a commit that is written through (flush-log.ts). */
  flush: () => Promise<void>;
  now: () => Date;
  random: () => number;
};

const CONFLICTS: readonly string[] = ['stale_version', 'letter_changed', 'act_not_allowed'];
/** The server did not even look at the decision. */
const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_revoked'];
/** The server, or something on the way, could not answer this time; it says nothing about the decision itself. */
const PASSING: readonly string[] = ['unavailable', 'internal', 'bad_response', 'too_many_requests'];
/** So many are on their way at once, each about another report. */
const TOGETHER = 4;

/**
 * Sends what waits in the outbox, per report in the order in which it was decided. Each row ends in one of four ways:
 * acknowledged (the server's report is stored and the row goes, in one transaction), kept for another try, in conflict,
 * or refused. Before a request leaves, the row is marked as perhaps sent; should the answer be lost, the same key is
 * sent again and the server carries it out once.
 */
export function createPush(deps: PushDeps) {
  const { stores, api, announce, now } = deps;
  const { outbox } = stores;

  /** Ends the undo times that are over; says whether there was one. */
  function release(): boolean {
    const at = now();
    const latest = (ms: number) => new Date(at.getTime() + ms).toISOString();
    const released = inTransaction(stores.db, () => {
      outbox.endAtMost(latest(undoMs(stores)), latest(LONGEST_WISH_MS));
      return outbox.release(at.toISOString());
    });
    if (released > 0) announce('outbox');
    return released > 0;
  }

  /**
   * Sends what waits; throws what ends the whole round (offline, unauthenticated, a server that wants a pause, a full
   * disk) once everything that was under way has its end.
   */
  async function round(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Read anew after each step: an act may have become sendable because the one before it went through.
      if (outbox.due(now().toISOString(), 1).length === 0) return;
      await deps.flush();
      // Only now, since the officer may have taken one back meanwhile.
      const rows = outbox.due(now().toISOString(), TOGETHER);
      // Written through before anything leaves: a row that was perhaps sent must not be taken back after a power cut.
      inTransaction(stores.db, () => rows.forEach((row) => outbox.sending(row.id)));
      const ends = await Promise.allSettled(rows.map((row) => send(row, signal)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
  }

  async function send(row: QueuedAct, signal: AbortSignal): Promise<void> {
    let report: Report;
    try {
      ({ report } = await api.call('act', {
        params: { reportId: row.reportId },
        headers: { 'idempotency-key': row.id },
        body: { act: row.act, seen: row.seen },
        signal,
      }));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      settle(row, error);
      if (endsRound(error)) throw error;
      return;
    }
    acknowledge(row, report);
  }

  function acknowledge(row: QueuedAct, report: Report): void {
    // Should a power cut take this back, the row is sent once more under its key and answered like this again.
    inTransactionThatMayRepeat(stores.db, () => {
      outbox.acknowledged(row.id);
      deps.keep(report, stores.policy.current(), stores.meta.generation.get() ?? 1);
      stores.reports.place(report.id);
      // A later act on the same report saw the version before this one; nobody but us changed it since.
      if (report.version !== row.seen.reportVersion + 1) return;
      for (const next of outbox.ofReport(row.reportId)) {
        if (next.seen.reportVersion !== row.seen.reportVersion) continue;
        outbox.rebase(next.id, { ...next.seen, reportVersion: report.version });
      }
    });
    announce('outbox');
    announce('reports');
  }

  function settle(row: QueuedAct, error: CallError): void {
    const problem = errorShape(error);
    if (error.code === 'offline' || SIGNED_OUT.includes(error.code) || PASSING.includes(error.code)) {
      const wait = backoffMs(row.attempts + 1, deps.random, error.retryAfterMs);
      // A row that an earlier try may have delivered stays so, whatever happened to this one.
      const maybeSent = row.maybeSent || (!SIGNED_OUT.includes(error.code) && error.reached);
      // Only what may be a fault of this one row gets a date of its own; else the engine decides when it goes on.
      const at = new Date(now().getTime() + (PASSING.includes(error.code) ? wait : 0)).toISOString();
      inTransaction(stores.db, () => outbox.tryLater(row.id, maybeSent, at, problem));
      announce('outbox');
      return;
    }
    const state = CONFLICTS.includes(error.code) ? 'conflict' : 'refused';
    inTransaction(stores.db, () => {
      outbox.needsOfficer(row.id, state, problem, error.current);
      stores.reports.place(row.reportId);
    });
    announce('outbox');
    announce('reports');
  }

  return { release, round };
}

/**
 * Whether what was thrown concerns more than this one row, so that the others need not be tried now. A server that names a pause means everybody; the row that met it gets a date
 * of its own, so that one that is always answered like this cannot keep the others from being sent.
 */
export function endsRound(error: CallError): boolean {
  return (
    error.code === 'offline' ||
    error.code === 'too_many_requests' ||
    error.retryAfterMs !== null ||
    SIGNED_OUT.includes(error.code)
  );
}
