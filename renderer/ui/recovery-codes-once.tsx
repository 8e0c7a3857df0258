import { Printer } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useMayPrint } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { Notice } from './notice.tsx';

/** Shows recovery codes for the officer to print or write down, because they are not stored anywhere. */
export function RecoveryCodesOnce({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const mayPrint = useMayPrint();
  return (
    <DialogFrame
      title={t('settings.yourRecoveryCodes')}
      isOpen
      keepOpen
      onClose={onClose}
      foot={
        <>
          {mayPrint && (
            <Button className="button" onPress={() => window.print()}>
              <Printer className="icon" aria-hidden />
              {t('settings.printCodes')}
            </Button>
          )}
          <Button className="button button-primary" onPress={onClose}>
            {t('settings.iveKeptThem')}
          </Button>
        </>
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
