import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { t } from '../t.ts';

type LetterState = NonNullable<DecisionRow['letter']>['state'];

export const LETTER_STATES: Record<LetterState, { short: string; long: string }> = {
  queued: { short: t('audit.sending'), long: t('audit.theLetterIsBeingSent') },
  sent: { short: t('audit.sent'), long: t('audit.theLetterWasSent') },
  failed: { short: t('audit.failed'), long: t('audit.theLetterCouldntBeSent') },
  withdrawn: { short: t('second-review.letterWithdrawn'), long: t('second-review.letterWithdrawnLong') },
  on_page: { short: t('audit.onPage'), long: t('audit.onPageLong') },
  no_address: { short: t('audit.toPrint'), long: t('audit.thisLetterGoesOutOnPaper') },
};
