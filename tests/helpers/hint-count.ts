import type { StandingHints } from '#electron/worker/db/reports.ts';

/** This many hints on a report; which ones doesn't matter. */
export const counted = (count: number): StandingHints => ({ count, flag: count === 0 ? '' : 'camera' });
export const NO_HINTS = counted(0);
