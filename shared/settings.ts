import { z } from 'zod';
import { LANGUAGES } from './words/languages.ts';

/** The available text sizes, as percentages of the default size. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const;

/** Maximum number of officers in `tourSeenBy`. */
export const MOST_TOURS = 200;

/** Settings stored per workstation rather than per officer, because they apply before anyone unlocks it. */
export const workstationSettings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  textSize: z.literal(TEXT_SIZES).default(100),
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  /**
   * Officers who have seen the tour, newest last, so that it isn't offered to them at every sign-in. Used only on a
   * workstation without a keychain, which stores nothing else about them.
   */
  tourSeenBy: z.array(z.uuid()).max(MOST_TOURS).optional(),
});
export type WorkstationSettings = z.infer<typeof workstationSettings>;
