import { type Channel, WORKER_CHANNELS } from '#shared/ipc-names.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';

const FROM_CACHE: ReadonlySet<Channel> = new Set(WORKER_CHANNELS);

const LAST_WORDS_MS = 2000;

/**
 * Why a channel is not answered at the moment, or null where it is. Behind the lock only the session's own channels are,
 * whatever the window shows or a page in it asks for; with nobody signed in, nothing that would come from a cache is.
 *
 * For a moment after the lock fell the window may still hand in what was being typed: that takes something in, and gives
 * nothing out.
 */
export function refusal(
  kind: SessionState['kind'],
  channel: Channel,
  lockedForMs: number,
): 'locked' | 'signed_out' | null {
  // What broke in the window is told whoever is there.
  if (channel.startsWith('session.') || channel === 'window.failed' || kind === 'signed_in') return null;
  if (kind === 'locked' && channel === 'draft.put' && lockedForMs < LAST_WORDS_MS) return null;
  if (kind === 'locked') return 'locked';
  return FROM_CACHE.has(channel) ? 'signed_out' : null;
}
