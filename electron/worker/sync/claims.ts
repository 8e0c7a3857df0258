import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import type { ApiClient } from '../api/client.ts';
import type { Stores } from '../db/stores.ts';

export type ClaimsDeps = {
  stores: Pick<Stores, 'outbox'>;
  api: ApiClient;
  log: Log;
  /** Between two signs of life, in ms; the server keeps a claim for its policy's `claimMinutes`. */
  everyMs?: number;
  /** How long a report must stay open to count: leafing through the queue is no claim. */
  glanceMs?: number;
};

export type Claims = {
  /** The report that this officer has open now, or null. */
  at: (reportId: string | null) => void;
  /** Takes over a claim that stands for somebody else. @throws CallError, offline too: then it was not taken. */
  take: (reportId: string) => Promise<void>;
  /** What lies in the outbox changed: a decision in its undo time keeps its claim. */
  outboxChanged: () => void;
  /** The line may be back: says what could not be said. */
  retry: () => void;
  /** Gives up the open report, so far as the line allows it; what is held here expires on the server by itself. */
  stop: () => Promise<void>;
};

const EVERY_MS = 60_000;
const GLANCE_MS = 600;
const CALL_MS = 5000;
const LEAVING_MS = 1500;

/**
 * Shows colleagues which report an officer is at. A claim is a sign and never a lock, so nothing waits for it and no
 * failure of it is shown: offline, nobody knows, and it is said again when the line is back.
 *
 * Claimed is what is open in the window, and what was decided here and is still in its undo time: that would otherwise
 * look free to a colleague until it is sent.
 */
export function createClaims({ stores, api, log, everyMs = EVERY_MS, glanceMs = GLANCE_MS }: ClaimsDeps): Claims {
  const { outbox } = stores;
  /** Reports for which the server may hold a claim of ours. */
  const claimed = new Set<string>();
  /** Those of them for which it is to be said again. */
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
  /** A decision that waits for the line stays claimed where it was, though nobody can be told so now. */
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

/** A report that the server keeps no longer needs no claim; that must not keep the others from theirs. */
async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (errorShape(error).code !== 'not_found') throw error;
  }
}
