import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';

/** Shows a password that is not stored anywhere. If the dialog is closed too early, a new password must be issued. */
export function PasswordOnce({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  return (
    <DialogFrame
      title={t('it.temporaryPasswordForName', { name })}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <Button className="button button-primary" onPress={onClose}>
          {t('it.iveGivenItToThem')}
        </Button>
      }
    >
      <div className="stack">
        <p className="file-path password-once">{password}</p>
        <Notice tone="warn">{t('it.itIsShownOnlyNowAnd')}</Notice>
      </div>
    </DialogFrame>
  );
}
