import { probeAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';
import { type Watch, watch } from './watch.ts';

/**
 * Watches whether the audit log can be written, and sends an alert if not (AU-5). Until it can be written again, no
 * decision is possible, because every act and its audit row are one transaction.
 */
export function watchAudit({ db, now }: Deps, alerts: Alerts, lookMs?: number): Watch {
  const words = {
    problem: 'audit log cannot be written',
    wrong: (code: string) =>
      `The audit log cannot be written to (${code}). No one can sign in or make decisions until this is fixed.`,
    right: 'The audit log can be written to again.',
  };
  return watch(() => probeAudit(db, now()), { alerts, ...words }, lookMs);
}
