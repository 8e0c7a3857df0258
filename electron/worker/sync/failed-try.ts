import { backoffMs } from '#shared/backoff.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { CallError } from '../api/call-error.ts';

const PAUSES = { firstMs: 1000, mostMs: 60_000, spread: 0.5 };
/** The longest retry delay, in ms, that a server can request; longer delays are shortened to this. */
export const LONGEST_WISH_MS = 600_000;

/** Errors that mean the sign-in was rejected; the server did not process the decision. */
export const SIGNED_OUT: readonly string[] = ['unauthenticated', 'session_revoked'];
/** Errors that mean our server did not respond: it could not be reached, or something else answered in its place. */
export const NOT_THERE: readonly string[] = ['offline', 'intercepted', 'untrusted_server'];
/**
 * Failures of the server or the network that are temporary, or that last until the server or this application is
 * updated. They say nothing about the decision itself.
 */
export const PASSING: readonly string[] = [
  'unavailable',
  'internal',
  'bad_response',
  'too_many_requests',
  'update_needed',
  'server_too_old',
];

/**
 * Returns how long to wait after `failures` consecutive failures (starting at 1), in milliseconds: at least as long as
 * the server requested, up to `LONGEST_WISH_MS`.
 */
export const pauseMs = (failures: number, random: () => number, wishMs: number | null): number =>
  Math.max(backoffMs(failures, PAUSES, random), Math.min(wishMs ?? 0, LONGEST_WISH_MS));

/** Computes a row's state after a failed attempt, including when to retry. */
export function tryAgain(
  row: { attempts: number; maybeSent: boolean },
  error: CallError,
  { now, random }: { now: () => Date; random: () => number },
): { maybeSent: boolean; at: string } {
  const isSignedOut = SIGNED_OUT.includes(error.code);
  // Only an error that may be specific to this row delays the row's retry. For other errors, the engine decides when to
  // continue.
  const waits = error.code !== 'offline' && error.code !== 'untrusted_server' && !isSignedOut;
  const ms = waits ? pauseMs(row.attempts + 1, random, error.retryAfterMs) : 0;
  return {
    // Once any attempt may have delivered a row, `maybeSent` stays true regardless of later attempts.
    maybeSent: row.maybeSent || (!isSignedOut && error.reached),
    at: new Date(now().getTime() + ms).toISOString(),
  };
}

/**
 * Whether the error affects more than this row, so that the other rows need not be tried now. A pause requested by the
 * server applies to every row. The row whose response requested the pause also gets its own retry time; otherwise, a row
 * that always causes a pause would block the others.
 */
export function endsRound(error: CallError): boolean {
  return (
    error.code === 'offline' ||
    error.code === 'untrusted_server' ||
    error.code === 'too_many_requests' ||
    error.code === 'update_needed' ||
    error.code === 'server_too_old' ||
    error.retryAfterMs !== null ||
    SIGNED_OUT.includes(error.code)
  );
}

/**
 * True when the server itself responded with success, but with content that this application cannot parse.
 */
export const isUnreadable = (error: unknown): error is CallError =>
  error instanceof CallError && error.code === 'bad_response' && error.status === 200;

export function phaseAfter(error: unknown): SyncState['phase'] {
  if (isUnreadable(error)) return 'online';
  if (!(error instanceof CallError)) return 'failed';
  return NOT_THERE.includes(error.code) ? 'offline' : 'busy';
}
