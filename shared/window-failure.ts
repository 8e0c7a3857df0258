import { z } from 'zod';

/** Number of stack frames included; the innermost ones are enough to locate the error. */
export const MOST_PLACES = 8;

/**
 * An unexpected error in the window: its kind, and the location in our own scripts. The error's message is never
 * included, because this object is logged and the message may contain text that a person entered.
 */
export const windowFailure = z.strictObject({
  /** A page failed to render, a script threw, or a promise rejection was not handled. */
  how: z.enum(['drawing', 'script', 'promise']),
  /** The error's class name, or its code (errors.ts). */
  error: z.string().regex(/^[A-Za-z_]{1,40}$/),
  /** File, line and column of each call, innermost first. */
  places: z.array(z.string().regex(/^[\w.-]{1,80}:\d{1,7}:\d{1,7}$/)).max(MOST_PLACES),
});
export type WindowFailure = z.infer<typeof windowFailure>;
