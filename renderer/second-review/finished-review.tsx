import { Button } from 'react-aria-components';
import type { ReviewOutcome, ReviewSheet } from '#shared/domain/second-review.ts';
import { t } from '../t.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { OutcomeTag } from './outcome-tag.tsx';
import { useFocusOnce } from './use-focus-once.ts';

/** The verdict as given, the officer's response, and what the reviewer can do next. */
export function FinishedReview({
  sheet,
  outcome,
  onOpen,
  onBack,
  onNext,
}: {
  sheet: ReviewSheet;
  outcome: ReviewOutcome;
  onOpen: (reportId: string) => void;
  onBack: () => void;
  /** Null if no other review is waiting. */
  onNext: (() => void) | null;
}) {
  const head = useFocusOnce();
  return (
    <section className="stack" aria-label={t('second-review.done')}>
      <h2 className="section-title" ref={head} tabIndex={-1}>
        {t('second-review.done')}
      </h2>
      <p>
        <OutcomeTag outcome={outcome} />
        {sheet.category !== null && ` ${CATEGORY_WORDS[sheet.category]}`}
      </p>
      {sheet.note !== null && (
        <p className="event-note" dir="auto">
          {sheet.note}
        </p>
      )}
      {sheet.answer !== null && (
        <div>
          <h3 className="section-title">{t('second-review.officersAnswer')}</h3>
          <p className="event-note" dir="auto">
            {sheet.answer.text}
          </p>
        </div>
      )}
      <div className="second-review-buttons">
        <Button
          className={outcome === 'overturned' ? 'button button-primary' : 'button'}
          onPress={() => onOpen(sheet.reportId)}
        >
          {outcome === 'overturned' ? t('second-review.decideAgain') : t('second-review.openReport')}
        </Button>
        <Button className="button" onPress={onBack}>
          {t('second-review.backToList')}
        </Button>
        {onNext !== null && (
          <Button className={outcome === 'overturned' ? 'button' : 'button button-primary'} onPress={onNext}>
            {t('second-review.nextReview')}
          </Button>
        )}
      </div>
    </section>
  );
}
