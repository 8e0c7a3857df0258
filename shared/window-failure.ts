import { z } from 'zod';

/** The innermost calls are enough to locate the error. */
export const MOST_PLACES = 8;

/**
 * An unexpected error in the window: its kind, and where in our own scripts it happened. Never the error's message, which
 * may contain a person's words, so that it can be logged.
 */
export const windowFailure = z.strictObject({
  /** A page that failed to render, a script that threw, or an unhandled promise rejection. */
  how: z.enum(['drawing', 'script', 'promise']),
  /** The error's class name, or its code (errors.ts). */
  error: z.string().regex(/^[A-Za-z_]{1,40}$/),
  /** File, line and column, the innermost call first. */
  places: z.array(z.string().regex(/^[\w.-]{1,80}:\d{1,7}:\d{1,7}$/)).max(MOST_PLACES),
});
export type WindowFailure = z.infer<typeof windowFailure>;
