import { type AppError, ERROR_TEXTS, type ErrorCode } from '#shared/errors.ts';
import { known, t } from '../t.ts';

/** What a person can do about an error, where there is something. */
const WAYS_OUT: Partial<Record<ErrorCode, string>> = {
  too_many_requests: t('Wait a minute, then try again.'),
  wrong_code: t('Wait for the next code of your app, then type that one.'),
  account_locked: t('Ask an administrator of your agency to unlock it.'),
  unauthenticated: t('Sign in again; what you have done is kept.'),
  session_revoked: t('Ask an administrator of your agency.'),
  locked: t('Unlock it with your secret.'),
  wrong_secret: t('Try again.'),
  clock_set_back: t('Set the clock right, then sign in with the agency server.'),
  decisions_waiting: t('Unlock and send them first.'),
  keychain_unavailable: t('Unlock the keychain of this computer, then try again.'),
  signed_out: t('Sign in to go on.'),
  forbidden: t('Ask your supervisor if you need this.'),
  offline: t(
    'Check the network. What is on this workstation can still be read, and decisions are kept until it is back.',
  ),
  unavailable: t('Try again in a minute. Decisions are kept until it answers.'),
  intercepted: t(
    'On a guest network, open a browser and sign in there first. Else tell the people who look after the network. Decisions are kept until the server is back.',
  ),
  untrusted_server: t(
    'See whether the clock of this computer is right. If it is, tell the people who look after this workstation: the certificate of the server may have run out. Decisions are kept.',
  ),
  bad_response: t('This application may be older than the server: look under Updates.'),
  disk_full: t('Free some space on this workstation, then try again.'),
  disk_refused: t(
    'Try again. If it stays, tell the people who look after this workstation: its disk, or who may write there, has changed.',
  ),
  internal: t('Try again. If it stays, tell the people who look after this workstation.'),
  stale_version: t('Read the report as it is now, then decide again.'),
  not_here_yet: t('Wait until every report is here, then confirm it. Nothing is lost meanwhile.'),
  newer_decision: t('Open the report, see what was said last, then decide again or drop this one.'),
  letter_changed: t('Read the letter as it is now, then send it.'),
};

export type ErrorWords = { what: string; wayOut: string | null };

export function errorWords(error: Pick<AppError, 'code' | 'message'>): ErrorWords {
  return {
    what: error.message === '' ? known(ERROR_TEXTS[error.code]) : known(error.message),
    wayOut: WAYS_OUT[error.code] ?? null,
  };
}
