import { type Channel, WORKER_CHANNELS } from '#shared/ipc-names.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { NEW_WORK } from './new-work.ts';

const FROM_CACHE: ReadonlySet<Channel> = new Set(WORKER_CHANNELS);

const LAST_WORDS_MS = 2000;
const LAST_WORDS: ReadonlySet<Channel> = new Set(['draft.put', 'reviews.keep']);

/**
 * Returns why a channel is refused right now; null when the channel is allowed. While locked, only the session's own
 * channels work; while no one is signed in, the channels that use the cache (`WORKER_CHANNELS`) are refused. For a
 * moment after locking, the window may still save what was being typed, because saving returns no data. A version below
 * the minimum cannot make new decisions.
 */
export function refusal(
  kind: SessionState['kind'],
  channel: Channel,
  lockedForMs: number,
  belowFloor = false,
): 'locked' | 'signed_out' | 'update_needed' | null {
  if (belowFloor && kind === 'signed_in' && NEW_WORK.has(channel)) return 'update_needed';
  // These channels are always allowed. Window errors must be logged even when no one is signed in, and the sign-in and
  // lock pages must know whether this is safe mode.
  if (/^(?:session|window)\.|^app\.info$/.test(channel) || kind === 'signed_in') return null;
  if (kind === 'locked' && LAST_WORDS.has(channel) && lockedForMs < LAST_WORDS_MS) return null;
  if (kind === 'locked') return 'locked';
  return FROM_CACHE.has(channel) || channel === 'cache.rebuild' ? 'signed_out' : null;
}
