import type { Workstation } from '#shared/domain/workstation.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { TaskError } from '../ui/task-error.tsx';

/** Removes from the list a computer that is no longer in use. */
export function RemoveWorkstationDialog({
  row: { id, name, waiting },
  onRemoved,
  onClose,
}: {
  row: Workstation;
  onRemoved: () => void;
  onClose: () => void;
}) {
  const task = useTask();
  const carryOut = () =>
    task.run('remove', async () => {
      await ask('workstations.remove', { workstationId: id });
      onRemoved();
    });
  return (
    <DialogFrame
      title={t('it.removeWorkstation', { name })}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={carryOut} isPending={task.busy !== null}>
          {t('it.remove')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={task.error} onProven={carryOut} />
        {waiting > 0 && <Notice tone="warn" title={t('it.removeUnsent', { n: waiting })} />}
        <p>{t('it.removeWorkstationMeans')}</p>
      </div>
    </DialogFrame>
  );
}
