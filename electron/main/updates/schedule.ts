import type { Log } from '#electron/common/log.ts';
import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';
import type { Updates } from './updates.ts';

const SOON_MS = 10_000;
const REGULARLY_MS = 30 * 60 * 1000;

export type ScheduleDeps = {
  updates: Pick<Updates, 'check' | 'isDueNow'>;
  /** Whether nobody would notice a restart now. */
  isUnattended: () => Promise<boolean>;
  restart: () => void;
  log: Log;
};

/** Checks shortly after startup, once the queue is loaded, and then every half hour; a failure is shown and retried. */
export function askRegularly(deps: ScheduleDeps): void {
  const ask = () => void checkOnce(deps).catch(() => deps.log('updates.not_scheduled', {}));
  setTimeout(ask, SOON_MS).unref();
  setInterval(ask, REGULARLY_MS).unref();
}

/** Checks once; in the maintenance window, restarts the application into the new version if nobody is working here. */
export async function checkOnce({ updates, isUnattended, restart, log }: ScheduleDeps): Promise<void> {
  await updates.check();
  if (!updates.isDueNow() || !(await isUnattended())) return;
  log('updates.restarting', {});
  restart();
}

/**
 * Whether the application may restart by itself: nobody is signed in, or the window is locked with nothing open or
 * unsent. Anything unknown counts as somebody's work.
 */
export async function isUnattended(
  session: SessionState,
  ask: { sync: () => Promise<SyncState | null>; drafts: () => Promise<number | null> },
): Promise<boolean> {
  if (session.kind === 'signed_out') return true;
  if (session.kind !== 'locked' || session.cache !== 'encrypted') return false;
  const [sync, drafts] = await Promise.all([ask.sync(), ask.drafts()]);
  // If the cache is closed, everything is on disk, so a restart loses nothing.
  if (sync === null && drafts === null) return true;
  return sync !== null && drafts === 0 && sync.held + sync.waiting === 0;
}
