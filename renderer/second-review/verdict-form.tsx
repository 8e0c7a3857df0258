import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import {
  REVIEW_CATEGORIES,
  REVIEW_OUTCOMES,
  type ReviewForm,
  type ReviewOutcome,
  type ReviewSheet,
} from '#shared/domain/second-review.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { showFirstError } from '../ui/show-first-error.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { LetterThatGoes, useLetterToSend } from './letter-that-goes.tsx';
import type { KeptForm } from './use-kept-form.ts';
import { LONGEST_NOTE, verdictOf } from './verdict.ts';

const CHOICES: Record<ReviewOutcome, { title: string; detail: string }> = {
  agreed: { title: t('second-review.agreed'), detail: t('second-review.agreedDetail') },
  stands: { title: t('second-review.stands'), detail: t('second-review.standsDetail') },
  sent_back: { title: t('second-review.sent_back'), detail: t('second-review.sentBackDetail') },
  overturned: { title: t('second-review.overturned'), detail: t('second-review.overturnedDetail') },
};

/** The verdict on the first decision, with the letter that will be sent if it is set aside. */
export function VerdictForm({
  sheet,
  form,
  kept: { change, saved },
  onSheet,
}: {
  sheet: ReviewSheet;
  form: ReviewForm;
  kept: KeptForm;
  onSheet: (sheet: ReviewSheet) => void;
}) {
  const { sampleId, sendBack, isSame } = sheet;
  const [isTried, setTried] = useState(false);
  const section = useRef<HTMLElement>(null);
  const task = useTask();
  const { verdict, missing } = verdictOf(form, sendBack?.seen ?? null, isSame);
  const save = () => {
    setTried(true);
    if (verdict === null) {
      showFirstError(section.current);
      return;
    }
    task.run(sampleId, async () => {
      const next = await ask('reviews.close', { sampleId, verdict });
      saved();
      onSheet(next);
    });
  };
  const need = (field: (typeof missing)[number], words: string) =>
    isTried && missing.includes(field) ? words : undefined;
  const isAside = form.outcome === 'sent_back' || form.outcome === 'overturned';
  const toSend = useLetterToSend(sheet);
  const isAgreed = form.outcome === null || form.outcome === 'agreed';
  return (
    <section className="stack" ref={section} aria-label={t('second-review.step3')}>
      <h2 className="section-title">{t('second-review.step3')}</h2>
      {task.error !== null && (
        <ErrorNotice error={task.error} title={t('second-review.notSaved')} kept={t('second-review.keptHere')} />
      )}
      <OneOf
        autoFocus={false}
        label={t('second-review.verdict')}
        choices={REVIEW_OUTCOMES.map((outcome) => {
          const setsAside = outcome === 'sent_back' || outcome === 'overturned';
          const isPossible = sendBack !== null || !setsAside;
          const { title, detail } = CHOICES[outcome];
          // After reading the first officer's note, a reviewer may think that both decisions were wrong. That is rare
          // and sends a letter, so warn.
          const own = setsAside && isSame === true ? ` ${t('second-review.bothSame')}` : '';
          return {
            value: outcome,
            title,
            detail: isPossible ? `${detail}${own}` : t('second-review.notInForce'),
            disabled: !isPossible,
          };
        })}
        value={form.outcome}
        onChange={(outcome) => change({ outcome: REVIEW_OUTCOMES.find((one) => one === outcome) ?? null })}
        error={need('outcome', t('second-review.chooseOne'))}
      />
      {!isAgreed && (
        <OneOf
          autoFocus={false}
          label={t('second-review.wrongHow')}
          choices={REVIEW_CATEGORIES.map((one) => ({ value: one, title: CATEGORY_WORDS[one] }))}
          value={form.category}
          onChange={(category) => change({ category: REVIEW_CATEGORIES.find((one) => one === category) ?? null })}
          error={need('category', t('second-review.chooseOne'))}
        />
      )}
      <NoteField
        label={isAgreed && isSame !== false ? t('second-review.noteOptional') : t('second-review.note')}
        description={t('second-review.noteExplained')}
        value={form.note}
        onChange={(note) => change({ note })}
        error={need('note', isAgreed ? t('second-review.noteMissingAgreed') : t('second-review.noteMissing'))}
        longest={LONGEST_NOTE}
      />
      {isAside && <LetterThatGoes toSend={toSend} />}
      <Button className="button button-primary" onPress={save} isPending={task.busy !== null}>
        {isAside && toSend !== null ? t('second-review.finishWithLetter') : t('second-review.finish')}
      </Button>
    </section>
  );
}
