import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { t } from '../t.ts';

type LetterState = NonNullable<DecisionRow['letter']>['state'];

export const LETTER_STATES: Record<LetterState, { short: string; long: string }> = {
  queued: { short: t('Being sent'), long: t('The letter is being sent.') },
  sent: { short: t('Sent'), long: t('The letter was sent') },
  failed: { short: t('Failed'), long: t('The letter could not be sent.') },
  no_address: { short: t('To be printed'), long: t('The letter goes on paper: it is to be printed.') },
};
