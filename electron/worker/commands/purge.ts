import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { isOpen } from '#shared/domain/workflow.ts';
import type { Stores } from '../db/stores.ts';
import { type Tx, write } from '../db/write.ts';

export type PurgeDeps = {
  stores: Stores;
  unlink: (tx: Tx, seq: number) => void;
  /** This workstation's clock, by which forms are dated, and the server's, by which reports are. */
  now: () => Date;
  serverNow: () => Date;
};

/** Few enough that a slice is over within a frame: nobody waits for this. */
const SLICE = 25;
const DAY_MS = 86_400_000;

/**
 * Takes closed reports out of the cache when the policy's time is over, one slice in one transaction; the server keeps
 * them. One with a decision on its way or a half-written form stays, unless that form was left alone for as long. The answer
 * is how many went: zero when none is due.
 */
export function purgeClosed({ stores, unlink, now, serverNow }: PurgeDeps): number {
  const days = stores.policy.current()?.limits.cacheDays;
  if (days === undefined) return 0;
  const before = daysBefore(serverNow(), days);
  return write(stores.db, (tx) => {
    stores.drafts.removeForgotten(tx, daysBefore(now(), days), before);
    const due = stores.closed.due(before, SLICE);
    for (const seq of due) {
      unlink(tx, seq);
      stores.reports.remove(tx, seq);
    }
    return due.length;
  });
}

/** Whether a report was closed so long ago that it would leave the cache at once: a first pull keeps none of these. */
export function isLongClosed({ state, changedAt }: Report, policy: Policy | null, now: Date): boolean {
  return policy !== null && !isOpen(state) && changedAt < daysBefore(now, policy.limits.cacheDays);
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
