import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { PaperRow } from '#shared/person-api.ts';
import { t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Asks, after the PDF has been saved, whether the letters were printed: only printed letters may leave the tray. */
export function ConfirmPrinted({
  letters,
  isBusy,
  error,
  onPrinted,
  onClose,
}: {
  letters: readonly PaperRow[];
  isBusy: boolean;
  error: AppError | null;
  onPrinted: () => void;
  onClose: () => void;
}) {
  const { length } = letters;
  return (
    <DialogFrame
      isOpen
      title={t('trays.wereAllNLettersPrinted', { n: length })}
      subtitle={length === 1 ? t('trays.savedAsAPdf') : t('trays.savedAsOnePdf')}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('common.notYet')}
          </Button>
          <Button className="button button-primary" isPending={isBusy} onPress={onPrinted}>
            {length === 1 ? t('trays.itPrinted') : t('trays.allPrinted')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== null && <ErrorNotice error={error} title={t('trays.thatDidntWork')} />}
        <p>{t('trays.openThePdfAndPrintIt')}</p>
        <p>{t('trays.untilYouConfirmHereThatThey')}</p>
      </div>
    </DialogFrame>
  );
}
