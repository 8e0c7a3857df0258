import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { Notice } from './notice.tsx';

/** Shows recovery codes, which are stored nowhere, so that the officer can print them or write them down. */
export function RecoveryCodesOnce({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <DialogFrame
      title={t('settings.yourRecoveryCodes')}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <Button className="button button-primary" onPress={onClose}>
          {t('settings.iveKeptThem')}
        </Button>
      }
    >
      <div className="stack">
        <ul className="recovery-codes" aria-label={t('settings.recoveryCodes')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Notice tone="warn">{t('settings.codesAreShownOnlyNow')}</Notice>
      </div>
    </DialogFrame>
  );
}
