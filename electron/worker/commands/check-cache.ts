import type { CacheCheck } from '#electron/common/worker-protocol.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import type { Stores } from '../db/stores.ts';
import type { Journal } from '../journal/journal.ts';
import { cacheState } from './cache-state.ts';

type Syncing = { state: () => Pick<SyncState, 'phase' | 'problem' | 'lastPullAt' | 'offlineSince'> };

/** Returns the facts about an open cache that diagnostics include: counts, sizes and times, but no report text. */
export function checkCache(
  stores: Stores,
  path: string | null,
  journal: Pick<Journal, 'state'>,
  engine: Syncing,
): CacheCheck {
  const { kind, bytes, reports, drafts } = cacheState(stores, path, journal);
  const { live, lost, unsealed, ready, bytes: journalBytes } = journal.state();
  const { phase, problem, lastPullAt, offlineSince } = engine.state();
  return {
    kind,
    bytes,
    isWhole: !stores.meta.isFilling(),
    integrity: integrityOf(stores),
    reports,
    drafts,
    outbox: stores.outbox.counts(),
    pairs: stores.pairOutbox.counts(),
    journal: { bytes: journalBytes, live, lost, unsealed, ready },
    sync: { phase, problem: problem?.code ?? null, lastPullAt, offlineSince },
  };
}

/** Reads every page, which authenticates it. */
function integrityOf({ db }: Stores): CacheCheck['integrity'] {
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'ok' : 'damaged';
  } catch {
    return 'damaged';
  }
}
