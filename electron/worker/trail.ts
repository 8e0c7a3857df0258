import { randomUUID } from 'node:crypto';
import type { Circumstances } from '#shared/domain/act.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { OPENING_MS, type OpeningUse } from '#shared/domain/trail.ts';
import type { ReportView, SyncState } from '#shared/ipc-shapes.ts';
import { suggestOffense } from '#shared/screening/suggest-offense.ts';
import type { QueuedAct } from './db/outbox.ts';
import type { Stores } from './db/stores.ts';
import { type Tx, writeRepeatable } from './db/write.ts';

export type TrailDeps = {
  stores: Pick<Stores, 'db' | 'trail'>;
  hintsOf: (report: Report) => ReportView['hints'];
  /** The policy in force. It has the offense titles, one of which a narrative may suggest. */
  policy: () => Policy | null;
  phase: () => SyncState['phase'];
  /** How far the server's clock is ahead, in milliseconds. */
  aheadMs: () => number;
  now: () => Date;
};

export type Trail = ReturnType<typeof createTrail>;

const MOST_SECONDS = 86_400;
const MOST_HINTS = 60;
const MOST_UNDONE = 1000;
/** Phases in which the server could not be reached, or would not accept a decision. */
const OFFLINE: readonly SyncState['phase'][] = ['offline', 'paused', 'failed'];

/**
 * Records what the officer does with reports: openings, printing, undone acts. Each is stored before the window
 * continues, and sent with the next round (sync/push-trail.ts). Unlike a decision, an entry is not written through to
 * disk: a power failure may lose the last seconds of the trail, just as it loses what was on the screen.
 */
export function createTrail({ stores: { db, trail }, hintsOf, policy, phase, aheadMs, now }: TrailDeps) {
  /** The most recently opened report and its row in the trail; `since` is null while the window does not show it. */
  let last: { reportId: string; row: string; since: number | null } | null = null;

  const isOffline = () => OFFLINE.includes(phase());
  const serverTime = (ms: number) => new Date(ms + aheadMs()).toISOString();
  const secondsSince = (since: number, ms: number) =>
    Math.min(MOST_SECONDS, Math.max(0, Math.round((ms - since) / 1000)));

  /** Ends the current opening. Returns a function that stores how long it lasted; null if there is nothing to store. */
  function ended(ms: number): ((tx: Tx) => void) | null {
    if (last === null || last.since === null) return null;
    const { row, since } = last;
    last.since = null;
    const seconds = secondsSince(since, ms);
    return seconds > 0 ? (tx) => trail.lasted(tx, row, seconds, serverTime(ms)) : null;
  }

  function close(): void {
    const store = ended(now().getTime());
    if (store !== null) writeRepeatable(db, store);
  }

  return {
    note: (reportId: string, use: OpeningUse): void => {
      const ms = now().getTime();
      // Store the end of the previous opening in the same transaction as this use, because the window waits.
      const storeLast = use === 'opened' ? ended(ms) : null;
      const row = writeRepeatable(db, (tx) => {
        storeLast?.(tx);
        return trail.note(tx, {
          id: randomUUID(),
          reportId,
          use,
          slot: Math.floor(ms / OPENING_MS),
          at: serverTime(ms),
          offline: isOffline(),
        });
      });
      if (use === 'opened') last = { reportId, row, since: ms };
    },
    /**
     * Call when the report that the window shows changes; pass null if it shows none, for example while another report
     * is loading or the window is locked.
     */
    at: (reportId: string | null): void => {
      if (last?.reportId !== reportId) close();
      else last.since ??= now().getTime();
    },
    close,
    /** Returns the circumstances of a decision made now, such as how long the report was open, for a supervisor. */
    circumstancesOf: (report: Report): Circumstances => {
      const ms = now().getTime();
      const since = last?.reportId === report.id ? last.since : null;
      const here = since === null ? 0 : secondsSince(since, ms);
      const hints = hintsOf(report).slice(0, MOST_HINTS);
      return {
        pressedAt: new Date(ms).toISOString(),
        clockOffsetMs: Math.round(aheadMs()),
        offline: isOffline(),
        openSeconds: Math.min(MOST_SECONDS, trail.secondsOf(report.id) + here),
        hintsShown: hints.map(({ code }) => code),
        hintsDismissed: hints.filter(({ wrong }) => wrong).map(({ code }) => code),
        titleSuggested: suggestedTitle(report, policy()),
        undoneBefore: Math.min(MOST_UNDONE, trail.undoneOf(report.id)),
      };
    },
    /** Records an undone act, in the given transaction. */
    undone: (
      tx: Tx,
      { id, reportId, act, createdAt }: Pick<QueuedAct, 'id' | 'reportId' | 'act' | 'createdAt'>,
    ): void =>
      trail.undone(tx, {
        id,
        reportId,
        kind: act.kind,
        pressedAt: serverTime(Date.parse(createdAt)),
        undoneAt: serverTime(now().getTime()),
      }),
  };
}

function suggestedTitle(report: Report, policy: Policy | null): string | null {
  if (policy === null) return null;
  return suggestOffense(report, report.offenseCode, policy.offenses)?.code ?? null;
}
