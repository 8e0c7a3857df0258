import { undoSeconds } from '#shared/domain/preferences.ts';
import type { Stores } from './stores.ts';

/**
 * Returns how many milliseconds a decision made now can be undone: the agency's setting, or the officer's own if it is
 * longer.
 */
export const undoMs = ({ policy, preferences }: Pick<Stores, 'policy' | 'preferences'>): number =>
  1000 * undoSeconds(policy.current()?.limits.holdSeconds ?? 0, preferences.get());
