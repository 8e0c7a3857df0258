import type { Circumstances } from '#shared/domain/act.ts';

/** Circumstances in which nothing was special. */
export const CIRCUMSTANCES: Circumstances = {
  pressedAt: '2026-03-08T09:00:00.000Z',
  clockOffsetMs: 0,
  offline: false,
  openSeconds: 40,
  hintsShown: [],
  hintsDismissed: [],
  undoneBefore: 0,
};

/** The trail functions that saving and undoing an act need, in tests about something else. */
export const quietTrail = { circumstancesOf: (): Circumstances => CIRCUMSTANCES, undone: (): void => {} };
