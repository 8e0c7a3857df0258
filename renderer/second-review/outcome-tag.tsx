import type { ReviewOutcome } from '#shared/domain/second-review.ts';
import { t } from '../t.ts';
import { Tag, type TagTone } from '../ui/tag.tsx';

const LOOKS: Record<ReviewOutcome, { tone: TagTone; words: string }> = {
  agreed: { tone: 'ok', words: t('second-review.outcomeWords.agreed') },
  stands: { tone: 'warn', words: t('second-review.outcomeWords.stands') },
  sent_back: { tone: 'warn', words: t('second-review.outcomeWords.sent_back') },
  overturned: { tone: 'danger', words: t('second-review.outcomeWords.overturned') },
};

/** The outcome of a review. */
export function OutcomeTag({ outcome }: { outcome: ReviewOutcome }) {
  const { tone, words } = LOOKS[outcome];
  return <Tag tone={tone}>{words}</Tag>;
}
