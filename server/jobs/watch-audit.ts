import { setTimeout as sleepFor } from 'node:timers/promises';
import { probeAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';

export type AuditWatch = {
  /** Whether the audit log was writable at the last check; null before the first one. */
  writable: () => boolean | null;
  stop: () => Promise<void>;
};

const LOOK_MS = 60_000;
/**
 * How many times more often the checks run while the log is not writable, because the server is out of service until a
 * check succeeds.
 */
const MORE_OFTEN = 20;

/**
 * Checks every minute whether the audit log is writable, and sends an alert when it is not (AU-5). While it is not, no
 * decision is possible, since every act and its audit row are one transaction.
 */
export function watchAudit(deps: Deps, alerts: Alerts, lookMs = LOOK_MS): AuditWatch {
  const stopped = new AbortController();
  let writable: boolean | null = null;

  const look = async () => {
    try {
      await probeAudit(deps.db, deps.now());
      writable = true;
      alerts.clear('audit log cannot be written', 'The audit log can be written again.');
    } catch (error) {
      if (stopped.signal.aborted) return;
      writable = false;
      const { code = 'unknown' } = error as { code?: string };
      alerts.raise(
        'audit log cannot be written',
        `The audit log cannot be written (${code}). No one can sign in or make decisions until this is fixed.`,
      );
    }
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      await look();
      await sleepFor(writable === false ? lookMs / MORE_OFTEN : lookMs, undefined, { signal: stopped.signal }).catch(
        () => {},
      );
    }
  };
  const running = run();
  return {
    writable: () => writable,
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}
