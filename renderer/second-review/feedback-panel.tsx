import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { ReviewFeedbackRow } from '#shared/domain/second-review.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { calendarDay, shortDay } from '../model/time.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { useDesk } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useLive } from '../use-live.ts';
import { ACT_NOUNS } from '../wording/words.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { OutcomeTag } from './outcome-tag.tsx';
import { useKeptForm } from './use-kept-form.ts';
import { LONGEST_NOTE } from './verdict.ts';

/**
 * Maximum number of reviews shown. Older reviews are not news; they stay with the report's other reviews on the server.
 */
const SHOWN = 5;

/** Shows the latest reviews of the officer's own decisions on the start page; empty if there are none, or offline. */
export function FeedbackPanel({ onOpen }: { onOpen: (reportId: string) => void }) {
  const live = useLive('reviews.own', undefined, ['reports']);
  const [answering, setAnswering] = useState<ReviewFeedbackRow | null>(null);
  const rows = live.value?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="start-flow" aria-label={t('second-review.feedback')}>
      <h2 className="section-title">{t('second-review.feedback')}</h2>
      <ul className="feedback-list">
        {rows.slice(0, SHOWN).map((row) => (
          <Feedback key={row.sampleId} row={row} onOpen={onOpen} onAnswer={() => setAnswering(row)} />
        ))}
      </ul>
      {answering !== null && <AnswerDialog row={answering} onDone={live.refresh} onClose={() => setAnswering(null)} />}
    </section>
  );
}

function Feedback({
  row,
  onOpen,
  onAnswer,
}: {
  row: ReviewFeedbackRow;
  onOpen: (reportId: string) => void;
  onAnswer: () => void;
}) {
  const { zone } = useDesk();
  const titles = useTitles();
  const what = row.kind === 'approve' ? titles.offense(row.code) : titles.reason(row.code);
  const day = shortDay(calendarDay(row.decidedAt, zone));
  return (
    <li className="feedback">
      <p>
        <Button
          className="button button-link cell-number"
          aria-label={t('trays.openNumber', { number: row.trackingNumber })}
          onPress={() => onOpen(row.reportId)}
        >
          {row.trackingNumber}
        </Button>{' '}
        {ACT_NOUNS[row.kind]}: {what} <OutcomeTag outcome={row.outcome} />
      </p>
      <p className="faint">
        {t('second-review.feedbackLine', { name: row.reviewer.displayName, day })}
        {row.category !== null && ` · ${CATEGORY_WORDS[row.category]}`}
      </p>
      {row.note !== null && (
        <p className="event-note" dir="auto">
          {row.note}
        </p>
      )}
      {row.answer !== null && (
        <p className="faint" dir="auto">
          {t('second-review.yourAnswer')}: {row.answer.text}
        </p>
      )}
      <Button
        className="button"
        aria-label={
          row.answer === null
            ? t('second-review.answerNumber', { number: row.trackingNumber })
            : t('second-review.changeAnswerNumber', { number: row.trackingNumber })
        }
        onPress={onAnswer}
      >
        {row.answer === null ? t('second-review.answer') : t('second-review.changeAnswer')}
      </Button>
    </li>
  );
}

function AnswerDialog({ row, onDone, onClose }: { row: ReviewFeedbackRow; onDone: () => void; onClose: () => void }) {
  const { form, error, change, saved } = useKeptForm(row.sampleId);
  const text = form?.answer ?? row.answer?.text ?? '';
  const [isMissing, setMissing] = useState(false);
  const task = useTask();
  const save = () => {
    if (text.trim() === '') {
      setMissing(true);
      return;
    }
    task.run(row.sampleId, async () => {
      await ask('reviews.answer', { sampleId: row.sampleId, text: text.trim() });
      saved();
      onDone();
      onClose();
    });
  };
  return (
    <DialogFrame
      isOpen
      title={t('second-review.answerTitle', { number: row.trackingNumber })}
      onClose={onClose}
      onSend={save}
      foot={
        <CancelOr onCancel={onClose} onPress={save} isPending={task.busy !== null}>
          {t('second-review.saveAnswer')}
        </CancelOr>
      }
    >
      <div className="stack">
        {error !== null && <ErrorNotice error={error} title={t('second-review.notKept')} />}
        {task.error !== null && (
          <ErrorNotice error={task.error} title={t('second-review.notSaved')} kept={t('second-review.keptHere')} />
        )}
        <NoteField
          label={t('second-review.yourAnswer')}
          description={t('second-review.answerExplained')}
          value={text}
          onChange={(answer) => change({ answer })}
          error={isMissing && text.trim() === '' ? t('second-review.answerMissing') : undefined}
          longest={LONGEST_NOTE}
        />
      </div>
    </DialogFrame>
  );
}
