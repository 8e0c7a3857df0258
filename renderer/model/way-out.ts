import type { AppError, ErrorCode } from '#shared/errors.ts';
import { t } from '../t.ts';
import { errorSentence } from '../wording/error-words.ts';

/** What the user can do about an error, for errors that have a remedy. */
const WAYS_OUT: Partial<Record<ErrorCode, string>> = {
  too_many_requests: t('names.waitAMinuteThenTry'),
  wrong_code: t('names.waitForTheNextCode'),
  account_locked: t('names.askAnAdministratorOfYour'),
  unauthenticated: t('names.signInAgainWhatYou'),
  session_revoked: t('names.askAnAdministratorOfYourAgency'),
  locked: t('names.unlockItWithYourPassword'),
  wrong_password: t('names.tryAgain'),
  clock_set_back: t('names.setTheClockRightThen'),
  decisions_waiting: t('names.unlockAndSendThemFirst'),
  keychain_unavailable: t('names.unlockTheKeychainOfThis'),
  signed_out: t('names.signInToGoOn'),
  forbidden: t('names.askYourSupervisorIfYou'),
  offline: t('names.checkTheNetworkWhatIs'),
  unavailable: t('names.tryAgainInAMinute'),
  intercepted: t('names.onAGuestNetworkOpen'),
  untrusted_server: t('names.seeWhetherTheClockOf'),
  bad_response: t('names.thisApplicationMayBeOlder'),
  disk_full: t('names.freeSomeSpaceOnThis'),
  disk_refused: t('names.tryAgainIfItStays'),
  internal: t('names.tryAgainIfItStaysTell'),
  stale_version: t('names.readTheReportAsIt'),
  not_here_yet: t('names.waitUntilEveryReportIs'),
  newer_decision: t('names.openTheReportSeeWhat'),
  letter_changed: t('names.readTheLetterAsIt'),
};

export type ErrorWords = { what: string; wayOut: string | null };

export function errorWords(error: Pick<AppError, 'code' | 'detail'>): ErrorWords {
  return {
    what: errorSentence(error),
    wayOut: WAYS_OUT[error.code] ?? null,
  };
}
