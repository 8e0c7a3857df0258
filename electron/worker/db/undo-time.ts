import { undoSeconds } from '#shared/domain/preferences.ts';
import type { Stores } from './stores.ts';

/** How many milliseconds a decision made now can be undone: the agency's time, or the officer's own longer one. */
export const undoMs = ({ policy, preferences }: Pick<Stores, 'policy' | 'preferences'>): number =>
  1000 * undoSeconds(policy.current()?.limits.holdSeconds ?? 0, preferences.get());
