import type { SessionState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';

/** Says how many attempts are left, and what happens after the last one. */
export function triesWords(left: number, cache: Extract<SessionState, { kind: 'locked' }>['cache']): string {
  const tries = t('session.nAttemptsLeft', { n: left });
  const cost = cache === 'encrypted' ? t('session.theKeyToTheReportsStored3') : t('session.theReportsInThisWindowAre');
  return t('session.triesAfterThatCostUnsentDecisions', { tries, cost });
}
