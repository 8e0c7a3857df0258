import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import { inTransaction } from '../db/open.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { backoffMs } from './backoff.ts';

export type PushDeps = {
  stores: Stores;
  api: ApiClient;
  keep: (report: Report, policy: Policy | null, generation: number) => void;
  announce: (topic: Topic) => void;
  now: () => Date;
  random: () => number;
};

const CONFLICTS: readonly string[] = ['stale_version', 'letter_changed', 'act_not_allowed'];
/** The server did not even look at the decision. */
const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_revoked'];
/** The server, or something on the way, could not answer this time; it says nothing about the decision itself. */
const PASSING: readonly string[] = ['unavailable', 'internal', 'bad_response', 'too_many_requests'];

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
    const released = inTransaction(stores.db, () => outbox.release(now().toISOString()));
    if (released > 0) announce('outbox');
    return released > 0;
  }

  /** Sends what waits; throws what ends the whole round: offline, unauthenticated, a full disk. */
  async function round(signal: AbortSignal): Promise<void> {
    for (let sent = true; sent && !signal.aborted; ) {
      sent = false;
      // Read anew after each pass: an act may have become sendable because the one before it went through.
      for (const row of outbox.sendable()) {
        if (signal.aborted) return;
        if (row.nextTryAt !== null && row.nextTryAt > now().toISOString()) continue;
        sent = (await send(row, signal)) || sent;
      }
    }
  }

  /** Sends one row; says whether it was acknowledged. */
  async function send(row: QueuedAct, signal: AbortSignal): Promise<boolean> {
    inTransaction(stores.db, () => outbox.sending(row.id));
    try {
      const { report } = await api.call('act', {
        params: { reportId: row.reportId },
        headers: { 'idempotency-key': row.id },
        body: { act: row.act, seen: row.seen },
        signal,
      });
      acknowledge(row, report);
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      settle(row, error);
      if (endsRound(error)) throw error;
      return false;
    }
  }

  function acknowledge(row: QueuedAct, report: Report): void {
    inTransaction(stores.db, () => {
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
      // Only a fault of this one row gets a date of its own; else the engine decides when it goes on.
      const at = new Date(now().getTime() + (endsRound(error) ? 0 : wait)).toISOString();
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

function endsRound(error: CallError): boolean {
  return error.code === 'offline' || SIGNED_OUT.includes(error.code) || error.code === 'too_many_requests';
}
