import { z } from 'zod';

/** The innermost calls say where it was. */
export const MOST_PLACES = 8;

/**
 * What nobody expected in the window: the kind of error, and where in its own scripts. Never what the error says, which may
 * hold a person's words, so that it can go into a log.
 */
export const windowFailure = z.strictObject({
  /** A page that could not be drawn, a script that broke off, or a promise that failed with nobody waiting for it. */
  how: z.enum(['drawing', 'script', 'promise']),
  /** The name of the error's class, or its code (errors.ts). */
  error: z.string().regex(/^[A-Za-z_]{1,40}$/),
  /** File, line and column, the innermost call first. */
  places: z.array(z.string().regex(/^[\w.-]{1,80}:\d{1,7}:\d{1,7}$/)).max(MOST_PLACES),
});
export type WindowFailure = z.infer<typeof windowFailure>;
