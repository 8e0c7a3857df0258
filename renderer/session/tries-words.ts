import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';

/** How many tries are left, and what the last of them costs. */
export function triesWords(left: number, cache: Extract<SessionState, { kind: 'locked' }>['cache']): string {
  const tries = t('session.nTriesAreLeft', { n: left });
  const cost = cache === 'encrypted' ? t('session.theKeyToTheReportsKeptOn') : t('session.theReportsThatThisWindow');
  return t('session.triesAfterThatCostDecisions', { tries, cost });
}
