import type { DecisionRow } from '#shared/domain/decision-record.ts';

type LetterState = NonNullable<DecisionRow['letter']>['state'];

export const LETTER_STATES: Record<LetterState, { short: string; long: string }> = {
  queued: { short: 'Being sent', long: 'The letter is being sent.' },
  sent: { short: 'Sent', long: 'The letter was sent' },
  failed: { short: 'Failed', long: 'The letter could not be sent.' },
  no_address: { short: 'To be printed', long: 'The person has no e-mail address: the letter is to be printed.' },
};
