import { useState } from 'react';
import { COURTESY_OUTCOMES, type CourtesyRow } from '#shared/process-api.ts';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { OneOf } from '../ui/choices.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { useTask } from '../ui/use-task.ts';
import { phoneWords } from '../ui/words.ts';

type Outcome = (typeof COURTESY_OUTCOMES)[number];
export const OUTCOMES: Record<Outcome, string> = {
  reached: t('Spoke with the person'),
  left_message: t('Left a message'),
  wrote: t('Wrote to the person'),
  not_reached: t('Not reached'),
};

/** How a courtesy contact went; it stands in the report's history, and noting it again corrects it. */
export function CourtesyDialog({
  row,
  onDone,
  onClose,
}: {
  row: CourtesyRow;
  onDone: () => void;
  onClose: () => void;
}) {
  const [outcome, setOutcome] = useState<Outcome | null>(row.done?.outcome ?? null);
  const [note, setNote] = useState(row.done?.note ?? '');
  const [missing, setMissing] = useState(false);
  const task = useTask();
  const save = () => {
    if (task.busy !== null) return;
    if (outcome === null) {
      setMissing(true);
      return;
    }
    task.run(row.reportId, async () => {
      await ask('courtesy.done', { reportId: row.reportId, outcome, note: note.trim() });
      onDone();
      onClose();
    });
  };
  const { phone, email } = row.person;
  return (
    <DialogFrame
      isOpen
      title={t('Contact with {name}', { name: row.person.name })}
      subtitle={[row.trackingNumber, phone ? phoneWords(phone) : null, email].filter(Boolean).join(' · ')}
      onClose={onClose}
      onSend={save}
      foot={
        <>
          <p className="dialog-foot-text">{t('It is written into the report’s history.')}</p>
          <CancelOr onCancel={onClose} onPress={save} isPending={task.busy !== null}>
            {t('Save contact')} <kbd aria-hidden>Ctrl ⏎</kbd>
          </CancelOr>
        </>
      }
    >
      <div className="stack">
        {task.error !== null && <ErrorNotice error={task.error} title={t('The contact was not saved')} />}
        <OneOf
          label={t('How it went')}
          choices={COURTESY_OUTCOMES.map((one) => ({ value: one, title: OUTCOMES[one] }))}
          value={outcome}
          onChange={(next) => {
            setOutcome(next as Outcome);
            setMissing(false);
          }}
          error={missing ? t('Choose how it went.') : undefined}
        />
        <NoteField
          label={t('Note for colleagues (optional)')}
          description={t('Stays inside the agency.')}
          value={note}
          onChange={setNote}
          longest={1000}
        />
      </div>
    </DialogFrame>
  );
}
