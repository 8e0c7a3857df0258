import { statSync } from 'node:fs';
import type { CacheState } from '#shared/ipc-shapes.ts';
import type { Stores } from '../db/stores.ts';
import type { Journal } from '../journal/journal.ts';

/** Returns what is stored on this workstation, for the settings page. */
export function cacheState(stores: Stores, path: string | null, journal: Pick<Journal, 'state'>): CacheState {
  const limits = stores.policy.current()?.limits;
  return {
    kind: path === null ? 'memory' : 'encrypted',
    bytes: path === null ? memoryBytes(stores) : sizeOf(path) + sizeOf(`${path}-wal`) + stores.files.total().bytes,
    reports: stores.closed.reports(),
    drafts: stores.drafts.count(),
    lastPullAt: stores.meta.lastPullAt.get(),
    replacedAt: stores.meta.replacedAt.get(),
    cacheDays: limits?.cacheDays ?? null,
    lockMinutes: limits?.lockMinutes ?? null,
    journal: journal.state(),
  };
}

function memoryBytes({ db }: Stores): number {
  return Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
