import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';

/** Asks for confirmation before starting a draft from the texts of an earlier version. This publishes nothing. */
export function GoBackDialog({
  version,
  onStart,
  onClose,
}: {
  version: number;
  onStart: () => void;
  onClose: () => void;
}) {
  const n = String(version);
  return (
    <DialogFrame
      isOpen
      title={t('policy.goBackTitle', { n })}
      onClose={onClose}
      onSend={onStart}
      foot={
        <CancelOr onCancel={onClose} onPress={onStart} isPending={false}>
          {t('policy.startThisDraft')}
        </CancelOr>
      }
    >
      <p>{t('policy.goBackExplained', { n })}</p>
    </DialogFrame>
  );
}
