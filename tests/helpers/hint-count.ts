import type { StandingHints } from '#electron/worker/db/reports.ts';

/** So many hints of a report, where it does not matter which. */
export const counted = (count: number): StandingHints => ({ count, flag: count === 0 ? '' : 'camera' });
export const NO_HINTS = counted(0);
