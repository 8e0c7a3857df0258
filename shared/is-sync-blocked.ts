import type { SyncState } from './ipc-shapes.ts';

/** Nothing goes out by itself soon. */
export const isSyncBlocked = ({ phase }: Pick<SyncState, 'phase'>): boolean =>
  phase === 'offline' || phase === 'busy' || phase === 'paused' || phase === 'failed';
