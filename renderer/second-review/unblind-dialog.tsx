import type { ReviewTrayRow } from '#shared/domain/second-review.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Asks a supervisor to confirm giving up the blind review of a report in order to see the report. */
export function UnblindDialog({
  row,
  onOpen,
  onClose,
}: {
  row: ReviewTrayRow;
  onOpen: (reportId: string) => void;
  onClose: () => void;
}) {
  const task = useTask();
  const show = () =>
    task.run(row.sampleId, async () => {
      await ask('reviews.unblind', { sampleId: row.sampleId });
      onClose();
      onOpen(row.reportId);
    });
  return (
    <DialogFrame
      isOpen
      title={t('second-review.unblindTitle', { number: row.trackingNumber })}
      onClose={onClose}
      onSend={show}
      foot={
        <CancelOr onCancel={onClose} onPress={show} isPending={task.busy !== null}>
          {t('second-review.unblind')}
        </CancelOr>
      }
    >
      <div className="stack">
        {task.error !== null && <ErrorNotice error={task.error} />}
        <p>{t('second-review.unblindExplained')}</p>
      </div>
    </DialogFrame>
  );
}
