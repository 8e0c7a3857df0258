import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';

export type ClaimsDeps = {
  stores: Pick<Stores, 'outbox'>;
  api: ApiClient;
  log: Log;
  /** How often a claim is renewed, in ms; the server keeps a claim for the policy's `claimMinutes`. */
  everyMs?: number;
  /** How long a report must stay open to be claimed, in ms: paging through the queue claims nothing. */
  glanceMs?: number;
};

export type Claims = {
  /** Call with the report that this officer has open now; null if none. */
  at: (reportId: string | null) => void;
  /** Takes over another officer's claim. @throws CallError if it was not taken, for example when offline. */
  take: (reportId: string) => Promise<void>;
  /** Call when the outbox changes: a report with a decision in its undo period keeps its claim. */
  outboxChanged: () => void;
  /** Call when the connection may be back: retries claims and releases that failed. */
  retry: () => void;
  /** Releases the open report, if the server can be reached; other claims expire on the server. */
  stop: () => Promise<void>;
};

const EVERY_MS = 60_000;
const GLANCE_MS = 600;
const CALL_MS = 5000;
const LEAVING_MS = 1500;

/**
 * Shows colleagues which report an officer is working on. A claim is informational, not a lock, so nothing waits for it
 * and failures are not shown: while offline, claims are not sent, and they are renewed when the connection is back. The
 * report open in the window is claimed, and so are reports decided here that are still in their undo period: otherwise
 * they would look free to a colleague until the decision is sent.
 */
export function createClaims({ stores, api, log, everyMs = EVERY_MS, glanceMs = GLANCE_MS }: ClaimsDeps): Claims {
  const { outbox } = stores;
  /** Reports that the server may consider claimed by this officer. */
  const claimed = new Set<string>();
  /** Claimed reports whose claim must be renewed. */
  let due = new Set<string>();
  let open: string | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let failed = false;
  let stopped = false;
  let planned: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    due = new Set(claimed);
    settle();
  }, everyMs);
  timer.unref();

  const wanted = (): string[] => [...new Set([...outbox.heldReports(), ...(open === null ? [] : [open])])];
  /**
   * Whether a claim may be released. A report with a decision waiting for the connection stays claimed, even while the
   * server cannot be reached.
   */
  const mayGo = (reportId: string): boolean => reportId !== open && outbox.ofReport(reportId).every(isStuck);

  function plan(ms: number): void {
    clearTimeout(planned);
    if (!stopped) planned = setTimeout(settle, ms);
  }

  function settle(): void {
    if (stopped) return;
    again = true;
    if (running !== null) return;
    running = work().finally(() => {
      running = null;
    });
  }

  async function work(): Promise<void> {
    while (again) {
      again = false;
      try {
        for (const reportId of [...claimed].filter(mayGo)) await release(reportId, CALL_MS);
        for (const reportId of wanted()) if (!claimed.has(reportId) || due.has(reportId)) await claim(reportId);
        failed = false;
      } catch (error) {
        failed = true;
        log('claims.not_said', { code: errorShape(error).code });
        return;
      }
    }
  }

  async function claim(reportId: string): Promise<void> {
    if (stopped) return;
    claimed.add(reportId);
    due.add(reportId);
    await unlessGone(api.call('claim', { params: { reportId }, body: { take: false }, timeoutMs: CALL_MS }));
    due.delete(reportId);
  }

  async function release(reportId: string, timeoutMs: number): Promise<void> {
    await unlessGone(api.call('releaseClaim', { params: { reportId }, timeoutMs }));
    claimed.delete(reportId);
  }

  return {
    at: (reportId) => {
      open = reportId;
      plan(reportId === null ? 0 : glanceMs);
    },
    take: async (reportId) => {
      await api.call('claim', { params: { reportId }, body: { take: true }, timeoutMs: CALL_MS });
      claimed.add(reportId);
    },
    outboxChanged: () => plan(glanceMs),
    retry: () => {
      if (failed && running === null) plan(0);
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(planned);
      await running;
      const left = open;
      open = null;
      if (left !== null && claimed.has(left) && mayGo(left)) await release(left, LEAVING_MS).catch(() => undefined);
    },
  };
}

const isStuck = ({ state }: { state: string }): boolean => state === 'conflict' || state === 'refused';

/**
 * Ignores a `not_found` error: a report that the server no longer has needs no claim and must not block the other claims.
 */
async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (errorShape(error).code !== 'not_found') throw error;
  }
}
