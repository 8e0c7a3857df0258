import { AppError } from '#shared/errors.ts';
import { later, wasSetBack } from '../common/clock.ts';
import type { Stores } from './db/stores.ts';
import { write } from './db/write.ts';

/**
 * A clock that was set back would make an offline session endless, so a sign-in must put it right first.
 * @param trusted whatever was seen before, from now on this clock counts.
 * @throws AppError clock_set_back
 */
export function checkClock({ db, meta }: Stores, trusted: boolean, now: Date): void {
  if (!trusted && wasSetBack(meta.newestAt.get(), now)) throw new AppError('clock_set_back');
  const at = now.toISOString();
  write(db, (tx) => meta.newestAt.set(tx, trusted ? at : later(meta.newestAt.get(), at)));
}

/** Keeps in the cache that it is this late. */
export function noteTime({ db, meta }: Stores, now: Date): void {
  write(db, (tx) => meta.newestAt.set(tx, later(meta.newestAt.get(), now.toISOString())));
}
