import { backoffMs } from '#shared/backoff.ts';
import type { CallError } from '../api/call-error.ts';

const PAUSES = { firstMs: 1000, mostMs: 60_000, spread: 0.5 };
/** No wish of a server counts for longer. */
export const LONGEST_WISH_MS = 600_000;

/** The server did not even look at the decision. */
export const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_revoked'];
/** Nobody who was asked was the server. */
export const NOT_THERE: readonly string[] = ['offline', 'intercepted', 'untrusted_server'];
/** The server, or something on the way, could not answer this time; it says nothing about the decision itself. */
export const PASSING: readonly string[] = ['unavailable', 'internal', 'bad_response', 'too_many_requests'];

/** How long to wait after so many failures in a row (from 1), in milliseconds; at least as long as the server wishes. */
export const pauseMs = (failures: number, random: () => number, wishMs: number | null): number =>
  Math.max(backoffMs(failures, PAUSES, random), Math.min(wishMs ?? 0, LONGEST_WISH_MS));

/** How a row that could not be sent is kept for another try, and when that is. */
export function tryAgain(
  row: { attempts: number; maybeSent: boolean },
  error: CallError,
  { now, random }: { now: () => Date; random: () => number },
): { maybeSent: boolean; at: string } {
  const isSignedOut = SIGNED_OUT.includes(error.code);
  // Only what may be a fault of this one row gets a date of its own; else the engine decides when it goes on.
  const waits = error.code !== 'offline' && error.code !== 'untrusted_server' && !isSignedOut;
  const ms = waits ? pauseMs(row.attempts + 1, random, error.retryAfterMs) : 0;
  return {
    // A row that an earlier try may have delivered stays so, whatever happened to this one.
    maybeSent: row.maybeSent || (!isSignedOut && error.reached),
    at: new Date(now().getTime() + ms).toISOString(),
  };
}

/**
 * Whether what was thrown concerns more than this one row, so that the others need not be tried now. A server that names a
 * pause means everybody; the row that met it gets a date of its own, so that one that is always answered like this cannot
 * keep the others from being sent.
 */
export function endsRound(error: CallError): boolean {
  return (
    error.code === 'offline' ||
    error.code === 'untrusted_server' ||
    error.code === 'too_many_requests' ||
    error.retryAfterMs !== null ||
    SIGNED_OUT.includes(error.code)
  );
}
