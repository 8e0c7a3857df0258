import { type AppError, ERROR_TEXTS, type ErrorCode } from '#shared/errors.ts';

/** What a person can do about an error, where there is something. */
const WAYS_OUT: Partial<Record<ErrorCode, string>> = {
  too_many_requests: 'Wait a minute, then try again.',
  wrong_code: 'Wait for the next code of your app, then type that one.',
  account_locked: 'Ask an administrator of your agency to unlock it.',
  unauthenticated: 'Sign in again; what you have done is kept.',
  session_revoked: 'Ask an administrator of your agency.',
  locked: 'Unlock it with your secret.',
  wrong_secret: 'Try again.',
  clock_set_back: 'Set the clock right, then sign in with the agency server.',
  decisions_waiting: 'Unlock and send them first.',
  keychain_unavailable: 'Unlock the keychain of this computer, then try again.',
  signed_out: 'Sign in to go on.',
  forbidden: 'Ask your supervisor if you need this.',
  offline: 'Check the network. What is on this workstation can still be read, and decisions are kept until it is back.',
  unavailable: 'Try again in a minute. Decisions are kept until it answers.',
  bad_response: 'This application may be older than the server: look under Updates.',
  disk_full: 'Free some space on this workstation, then try again.',
  internal: 'Try again. If it stays, tell the people who look after this workstation.',
  stale_version: 'Read the report as it is now, then decide again.',
  letter_changed: 'Read the letter as it is now, then send it.',
};

export type ErrorWords = { what: string; wayOut: string | null };

export function errorWords(error: Pick<AppError, 'code' | 'message'>): ErrorWords {
  return { what: error.message === '' ? ERROR_TEXTS[error.code] : error.message, wayOut: WAYS_OUT[error.code] ?? null };
}
