import type { AppError, ErrorCode } from '#shared/errors.ts';
import { t } from '../t.ts';
import { errorSentence } from '../wording/error-words.ts';

/**
 * Whether the server can't be reached or isn't responding for now. Pages may then keep showing content loaded before.
 */
export const isAway = ({ code }: Pick<AppError, 'code'>): boolean => code === 'offline' || code === 'unavailable';

/** Whether a page's failed request is repeated automatically until the server is back or the officer has signed in. */
export const isRepeated = (error: Pick<AppError, 'code'>): boolean => isAway(error) || error.code === 'unauthenticated';

/** What the user can do about an error; errors without a remedy are not listed. */
const REMEDIES: Partial<Record<ErrorCode, string>> = {
  too_many_requests: t('names.waitAMinuteThenTryAgain'),
  wrong_code: t('names.waitForYourAppsNextCode'),
  account_locked: t('names.askAnAdministratorAtYourAgency'),
  unauthenticated: t('names.signInAgainYourWorkIs'),
  session_revoked: t('names.askAnAdministratorAtYourAgency2'),
  locked: t('names.unlockItWithYourPassword'),
  wrong_password: t('names.tryAgain'),
  clock_set_back: t('names.correctTheClockThenSignIn'),
  decisions_waiting: t('names.unlockAndSendThemFirst'),
  keychain_unavailable: t('names.unlockThisComputersKeychainThenTry'),
  signed_out: t('names.signInToContinue'),
  forbidden: t('names.askYourSupervisorIfYouNeed'),
  offline: t('names.checkTheNetworkYouCanStill'),
  unavailable: t('names.tryAgainInAMinuteDecisions'),
  intercepted: t('names.onAGuestNetworkOpenA'),
  untrusted_server: t('names.checkThisComputersClockIfIt'),
  bad_response: t('names.thisApplicationMayBeOlderThan'),
  not_saved: t('names.chooseAnotherFolder'),
  disk_full: t('names.freeUpSpaceOnThisWorkstation'),
  disk_refused: t('names.tryAgainIfItKeepsHappening'),
  internal: t('names.tryAgainIfItKeepsHappening2'),
  stale_version: t('names.readTheReportAsItIs'),
  not_here_yet: t('names.waitUntilEveryReportHasLoaded'),
  newer_decision: t('names.openTheReportSeeTheLatest'),
  letter_changed: t('names.readTheLetterAsItIs'),
};

/** Errors whose message already says what to do. */
const SELF_EXPLANATORY: ReadonlySet<string> = new Set(['recovery_code_not_accepted', 'awaiting_second_person']);

/**
 * Remedies for tasks that only the server can do. Nothing was done, so the usual advice that decisions are kept doesn't
 * apply.
 */
const OF_A_TASK: Partial<Record<ErrorCode, string>> = {
  offline: t('names.checkTheNetworkThenTryAgain'),
  unavailable: t('names.tryAgainInAMinute'),
};

export type ErrorWords = { what: string; wayOut: string | null };

/**
 * @param of pass `task` if the error is shown under its own title; by default, the text is about the page or the
 * connection.
 */
export function errorWords(error: Pick<AppError, 'code' | 'detail'>, of?: 'task'): ErrorWords {
  const ofTask = of === 'task' ? OF_A_TASK[error.code] : undefined;
  return {
    what: errorSentence(error),
    // These messages already say what to do.
    wayOut: SELF_EXPLANATORY.has(error.detail?.code ?? '') ? null : (ofTask ?? REMEDIES[error.code] ?? null),
  };
}
