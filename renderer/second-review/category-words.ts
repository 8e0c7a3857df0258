import type { ReviewCategory } from '#shared/domain/second-review.ts';
import { t } from '../t.ts';

/** What a reviewer found wrong with a decision. */
export const CATEGORY_WORDS: Record<ReviewCategory, string> = {
  wrong_outcome: t('second-review.category.wrong_outcome'),
  wrong_code: t('second-review.category.wrong_code'),
  should_ask: t('second-review.category.should_ask'),
  missed_facts: t('second-review.category.missed_facts'),
  missed_duplicate: t('second-review.category.missed_duplicate'),
  wording: t('second-review.category.wording'),
  other: t('second-review.category.other'),
};
