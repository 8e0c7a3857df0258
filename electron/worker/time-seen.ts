import { AppError } from '#shared/errors.ts';
import { later, wasSetBack } from '../common/clock.ts';
import type { Stores } from './db/stores.ts';
import { write } from './db/write.ts';

/**
 * Rejects a clock that was set back, because an offline session could then last forever. The user must sign in again.
 * @param trusted if true, accepts this clock even if later times have been recorded, and records its time as the newest.
 * @throws AppError clock_set_back
 */
export function checkClock({ db, meta }: Stores, trusted: boolean, now: Date): void {
  if (!trusted && wasSetBack(meta.newestAt.get(), now)) throw new AppError('clock_set_back');
  const at = now.toISOString();
  write(db, (tx) => meta.newestAt.set(tx, trusted ? at : later(meta.newestAt.get(), at)));
}

/** Records the current time in the cache. */
export function noteTime({ db, meta }: Stores, now: Date): void {
  write(db, (tx) => meta.newestAt.set(tx, later(meta.newestAt.get(), now.toISOString())));
}
