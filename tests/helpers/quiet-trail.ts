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

/** What saving and undoing an act need of the trail, for tests that are about something else. */
export const quietTrail = { circumstancesOf: (): Circumstances => CIRCUMSTANCES, undone: (): void => {} };
