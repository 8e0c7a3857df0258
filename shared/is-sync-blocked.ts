import type { SyncState } from './ipc-shapes.ts';

/** Whether sending is blocked, so that nothing will be sent automatically anytime soon. */
export const isSyncBlocked = ({ phase }: Pick<SyncState, 'phase'>): boolean =>
  phase === 'offline' || phase === 'busy' || phase === 'paused' || phase === 'failed';
