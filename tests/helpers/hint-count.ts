import type { StandingHints } from '#electron/worker/db/reports.ts';

/** Returns this many hints on a report. It doesn't matter which ones. */
export const counted = (count: number): StandingHints => ({ count, flag: count === 0 ? '' : 'camera' });
export const NO_HINTS = counted(0);
