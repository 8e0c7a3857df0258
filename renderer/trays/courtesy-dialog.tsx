import { useState } from 'react';
import { COURTESY_OUTCOMES } from '#shared/domain/history-event.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import type { CourtesyRow } from '#shared/records-api.ts';
import { ask } from '../bridge.ts';
import { useKeptText } from '../hooks/use-kept-text.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { OneOf } from '../ui/choices.tsx';
import { ContactFirst } from '../ui/contact-first.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { COURTESY_WORDS, phoneWords } from '../wording/words.ts';

type Outcome = (typeof COURTESY_OUTCOMES)[number];

/**
 * Returns the reporter's phone number and e-mail address. Leaves out any that isn't safe to use, so that nobody uses it
 * by habit.
 */
export const safeToUse = ({ phone, email, safeContact }: CourtesyRow['person']) => ({
  phone: isUnsafe(safeContact, 'calls') ? null : phone,
  email: isUnsafe(safeContact, 'email') ? null : email,
});

/**
 * Records the outcome of a courtesy contact in the report's history. Recording it again corrects the earlier outcome.
 */
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
  const { text: note, set: setNote, saved } = useKeptText(`courtesy ${row.reportId}`, row.done?.note);
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
      saved();
      onDone();
      onClose();
    });
  };
  const { safeContact, interpreter } = row.person;
  const { phone, email } = safeToUse(row.person);
  return (
    <DialogFrame
      isOpen
      title={t('trays.contactWithName', { name: row.person.name })}
      subtitle={[row.trackingNumber, phone ? phoneWords(phone) : null, email].filter(Boolean).join(' · ')}
      onClose={onClose}
      onSend={save}
      foot={
        <>
          <p className="dialog-foot-text">{t('trays.recordedInTheReportsHistory')}</p>
          <CancelOr onCancel={onClose} onPress={save} isPending={task.busy !== null}>
            {t('trays.saveContact')} <kbd aria-hidden>Ctrl ⏎</kbd>
          </CancelOr>
        </>
      }
    >
      <div className="stack">
        <p>
          <ContactFirst safeContact={safeContact} interpreter={interpreter} />
        </p>
        {task.error !== null && <ErrorNotice error={task.error} title={t('trays.contactNotSaved')} />}
        <OneOf
          label={t('trays.outcome')}
          choices={COURTESY_OUTCOMES.map((one) => ({ value: one, title: COURTESY_WORDS[one] }))}
          value={outcome}
          onChange={(next) => {
            setOutcome(next as Outcome);
            setMissing(false);
          }}
          error={missing ? t('trays.chooseAnOutcome') : undefined}
        />
        <NoteField
          label={t('common.internalNoteOptional')}
          description={t('common.notSharedOutsideTheAgency')}
          value={note}
          onChange={setNote}
          longest={1000}
        />
      </div>
    </DialogFrame>
  );
}
