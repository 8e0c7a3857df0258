import { setImmediate as turn } from 'node:timers/promises';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { CallError } from '../api/call-error.ts';
import type { ApiClient } from '../api/client.ts';
import type { QueuedAct } from '../db/outbox.ts';
import type { Stores } from '../db/stores.ts';
import { undoMs } from '../db/undo-time.ts';
import { type Tx, write, writeRepeatable } from '../db/write.ts';
import { endsRound, LONGEST_WISH_MS, NOT_THERE, PASSING, SIGNED_OUT, tryAgain } from './failed-try.ts';
import { pushFiles } from './push-files.ts';

export type PushDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  keep: (tx: Tx, report: Report, policy: Policy | null, generation: number) => void;
  announce: (topic: Topic) => void;
  /** Resolves when everything committed is on disk (flush-log.ts). */
  writeThrough: () => Promise<void>;
  now: () => Date;
  random: () => number;
};

const CONFLICTS: readonly string[] = ['stale_version', 'letter_changed', 'act_not_allowed'];
/** Maximum requests in flight, each for a different report. */
const TOGETHER = 4;

/**
 * Sends what is waiting in the outbox; acts on the same report are sent in the order they were made. Each row ends in
 * one of four ways: acknowledged (one transaction stores the server's report and deletes the row), kept for a retry, in
 * conflict, or refused. A row is marked as possibly sent before its request goes out. If the response is lost, the row
 * is sent again with the same key, and the server carries it out only once.
 */
export function createPush(deps: PushDeps) {
  const { stores, api, announce, now } = deps;
  const { outbox } = stores;
  /** Resolves one event-loop turn after the last response was stored. Never rejects. */
  let lastKept: Promise<void> = Promise.resolve();

  /** Ends undo periods that have expired, including those of pair decisions. Returns whether there were any. */
  function release(): boolean {
    const at = now();
    const latest = (ms: number) => new Date(at.getTime() + ms).toISOString();
    const released = write(stores.db, (tx) =>
      [outbox, stores.pairOutbox].map((box) => {
        box.endAtMost(tx, latest(undoMs(stores)), latest(LONGEST_WISH_MS));
        return box.release(tx, at.toISOString()) > 0;
      }),
    ).includes(true);
    if (released) announce('outbox');
    return released;
  }

  /**
   * Sends what is waiting; `pulled`: only acts on reports that the full pull in progress has brought. Throws errors that end the whole round (offline, unauthenticated, a pause requested by the
   * server, disk full), but only after all requests in flight have finished.
   */
  async function round(signal: AbortSignal, only: 'all' | 'pulled' = 'all'): Promise<void> {
    const generation = only === 'all' ? 0 : (stores.meta.generation.get() ?? 0);
    while (!signal.aborted) {
      // Query again after each batch, because an act may become sendable once the previous one succeeded.
      if (outbox.due(now().toISOString(), 1, generation).length === 0) return;
      // Query just before sending, because the officer may have undone an act in the meantime.
      const rows = outbox.due(now().toISOString(), TOGETHER, generation);
      writeRepeatable(stores.db, (tx) => rows.forEach((row) => outbox.sending(tx, row.id)));
      // The mark must be on disk before sending. Otherwise, after a power failure, a row that may have been sent could be
      // undone.
      await deps.writeThrough();
      const ends = await Promise.allSettled(rows.map((row) => send(row, signal)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
  }

  async function send(row: QueuedAct, signal: AbortSignal): Promise<void> {
    let report: Report;
    try {
      await pushFiles(deps, row, signal);
      ({ report } = await api.call('act', {
        params: { reportId: row.reportId },
        headers: { 'idempotency-key': row.id },
        body: {
          act: row.act,
          seen: row.seen,
          ...(row.circumstances === null ? {} : { circumstances: row.circumstances }),
        },
        signal,
      }));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      settle(row, error);
      if (endsRound(error)) throw error;
      return;
    }
    await inOwnTurn(() => acknowledge(row, report));
  }

  /**
   * Responses arrive in bursts because requests are sent in bursts. Only one response is stored per event-loop turn, so
   * that a cache query waits for at most one of them.
   */
  function inOwnTurn(work: () => void): Promise<void> {
    const mine = lastKept.then(work);
    lastKept = mine.then(
      () => turn(),
      () => turn(),
    );
    return mine;
  }

  function acknowledge(row: QueuedAct, report: Report): void {
    // This write can safely be repeated: if a power failure undoes it, the row is sent again with its key and gets the
    // same response.
    writeRepeatable(stores.db, (tx) => {
      outbox.acknowledged(tx, row.id);
      if (row.act.kind === 'message') stores.messageFiles.remove(tx, row.act.files?.map(({ id }) => id) ?? []);
      deps.keep(tx, report, stores.policy.current(), stores.meta.generation.get() ?? 1);
      stores.reports.place(tx, report.id);
      // Rebase later acts on the same report that were based on the same version, but only if this act alone has changed
      // the report since.
      if (report.version !== row.seen.reportVersion + 1) return;
      for (const next of outbox.ofReport(row.reportId)) {
        if (next.seen.reportVersion !== row.seen.reportVersion) continue;
        outbox.rebase(tx, next.id, { ...next.seen, reportVersion: report.version });
      }
    });
    announce('outbox');
    announce('reports');
  }

  /**
   * Stores the outcome of a failed attempt. This write can safely be repeated: if a power failure undoes it, the row is
   * sent again with its key and gets the same result.
   */
  function settle(row: QueuedAct, error: CallError): void {
    const problem = errorShape(error);
    if ([...NOT_THERE, ...SIGNED_OUT, ...PASSING].includes(error.code)) {
      const { maybeSent, at } = tryAgain(row, error, deps);
      writeRepeatable(stores.db, (tx) => outbox.tryLater(tx, row.id, maybeSent, at, problem));
      announce('outbox');
      return;
    }
    const state = CONFLICTS.includes(error.code) ? 'conflict' : 'refused';
    writeRepeatable(stores.db, (tx) => {
      outbox.needsOfficer(tx, row.id, state, problem, error.current);
      stores.reports.place(tx, row.reportId);
    });
    announce('outbox');
    announce('reports');
  }

  return { release, round };
}
