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

export type PushDeps = {
  stores: Stores;
  api: Pick<ApiClient, 'call'>;
  keep: (tx: Tx, report: Report, policy: Policy | null, generation: number) => void;
  announce: (topic: Topic) => void;
  /** Ends when all that was committed is on the disk (flush-log.ts). */
  writeThrough: () => Promise<void>;
  now: () => Date;
  random: () => number;
};

const CONFLICTS: readonly string[] = ['stale_version', 'letter_changed', 'act_not_allowed'];
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
  /** Ends a turn after the last answer was kept; never fails. */
  let lastKept: Promise<void> = Promise.resolve();

  /** Ends the undo times that are over, those of decisions about pairs too; says whether there was one. */
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
   * Sends what waits; throws what ends the whole round (offline, unauthenticated, a server that wants a pause, a full
   * disk) once everything that was under way has its end.
   */
  async function round(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Read anew after each step: an act may have become sendable because the one before it went through.
      if (outbox.due(now().toISOString(), 1).length === 0) return;
      // Only now, since the officer may have taken one back meanwhile.
      const rows = outbox.due(now().toISOString(), TOGETHER);
      writeRepeatable(stores.db, (tx) => rows.forEach((row) => outbox.sending(tx, row.id)));
      // Before anything leaves: a row that was perhaps sent must not be taken back after a power cut.
      await deps.writeThrough();
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
    await inOwnTurn(() => acknowledge(row, report));
  }

  /** Answers come together as the requests went; whoever asks the cache something waits for the keeping of one of them. */
  function inOwnTurn(work: () => void): Promise<void> {
    const mine = lastKept.then(work);
    lastKept = mine.then(
      () => turn(),
      () => turn(),
    );
    return mine;
  }

  function acknowledge(row: QueuedAct, report: Report): void {
    // Should a power cut take this back, the row is sent once more under its key and answered like this again.
    writeRepeatable(stores.db, (tx) => {
      outbox.acknowledged(tx, row.id);
      deps.keep(tx, report, stores.policy.current(), stores.meta.generation.get() ?? 1);
      stores.reports.place(tx, report.id);
      // A later act on the same report saw the version before this one; nobody but us changed it since.
      if (report.version !== row.seen.reportVersion + 1) return;
      for (const next of outbox.ofReport(row.reportId)) {
        if (next.seen.reportVersion !== row.seen.reportVersion) continue;
        outbox.rebase(tx, next.id, { ...next.seen, reportVersion: report.version });
      }
    });
    announce('outbox');
    announce('reports');
  }

  /** Should a power cut take this back, the row is sent once more under its key, and ends in the same way. */
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
