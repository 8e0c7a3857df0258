import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';

export type PurgeDeps = {
  stores: Stores;
  unlink: (tx: Tx, seq: number) => void;
  /** `now` is this workstation's clock, for the age of drafts; `serverNow` is the server's, for the age of reports. */
  now: () => Date;
  serverNow: () => Date;
};

/** Reports per slice. The number is small so that a slice takes less than a frame; nobody is waiting for the purge. */
const SLICE = 25;
const DAY_MS = 86_400_000;

/**
 * Removes closed reports from the cache after the time set by the policy, one slice per transaction; the server keeps
 * them. A report with an unsent decision or a draft stays, unless the draft has been untouched for that long too. Returns
 * how many were removed: zero when none is due.
 */
export function purgeClosed({ stores, unlink, now, serverNow }: PurgeDeps): number {
  const days = stores.policy.current()?.limits.cacheDays;
  if (days === undefined) return 0;
  const before = daysBefore(serverNow(), days);
  return write(stores.db, (tx) => {
    // Until a full pull is complete, the report of a draft may be missing only because it has not been pulled yet.
    if (!stores.meta.isFilling()) stores.drafts.removeForgotten(tx, daysBefore(now(), days), before);
    stores.messageFiles.removeUnused(tx, daysBefore(now(), 1));
    const due = stores.closed.due(before, SLICE);
    for (const seq of due) {
      unlink(tx, seq);
      stores.reports.remove(tx, seq);
    }
    return due.length;
  });
}

/** Whether a report was closed so long ago that it would be removed from the cache at once: a first pull skips these. */
export function isLongClosed({ state, changedAt }: Report, policy: Policy | null, now: Date): boolean {
  return policy !== null && !isOpen(state) && changedAt < daysBefore(now, policy.limits.cacheDays);
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
