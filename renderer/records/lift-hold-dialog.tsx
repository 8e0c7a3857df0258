import { useState } from 'react';
import type { HoldRow } from '#shared/holds-api.ts';
import { ask } from '../bridge.ts';
import { useKeptText } from '../hooks/use-kept-text.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { NoteField } from '../ui/note-field.tsx';
import { TaskError } from '../ui/task-error.tsx';

/** Asks to lift a hold, which requires the password again and takes effect a day later. */
export function LiftHoldDialog({ row, onDone, onClose }: { row: HoldRow; onDone: () => void; onClose: () => void }) {
  const { text: why, set: setWhy, saved } = useKeptText(`release ${row.reportId}`);
  const [missing, setMissing] = useState(false);
  const task = useTask();
  const lift = () => {
    setMissing(why.trim() === '');
    if (why.trim() === '') return;
    task.run(row.reportId, async () => {
      await ask('holds.lift', { reportId: row.reportId, why: why.trim() });
      saved();
      onDone();
      onClose();
    });
  };
  return (
    <DialogFrame
      isOpen
      title={t('find.liftHoldOnNumber', { number: row.trackingNumber })}
      subtitle={row.why}
      onClose={onClose}
      onSend={lift}
      foot={
        <CancelOr onCancel={onClose} onPress={lift} isPending={task.busy !== null}>
          {t('find.liftInADay')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={task.error} onProven={lift} />
        <NoteField
          label={t('find.liftReason')}
          description={t('find.liftReasonHint')}
          value={why}
          onChange={setWhy}
          error={missing ? t('find.enterAReason') : undefined}
          longest={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      </div>
    </DialogFrame>
  );
}
