import { Button } from 'react-aria-components';
import type { PaperRow } from '#shared/person-api.ts';
import { plural, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';

/** Asks after the PDF was saved: only a letter that lies on paper may leave the tray. */
export function ConfirmPrinted({
  letters,
  isBusy,
  onPrinted,
  onClose,
}: {
  letters: readonly PaperRow[];
  isBusy: boolean;
  onPrinted: () => void;
  onClose: () => void;
}) {
  const { length } = letters;
  return (
    <DialogFrame
      isOpen
      title={plural(length, 'Was the letter printed?', 'Were all {n} letters printed?')}
      subtitle={length === 1 ? t('It is saved as a PDF') : t('They are saved as one PDF')}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('Not yet')}
          </Button>
          <Button className="button button-primary" isPending={isBusy} onPress={onPrinted}>
            {length === 1 ? t('It was printed') : t('All were printed')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {t(
            'Open the PDF and print it on one side of the paper: each letter begins on a page of its own, with its address where a window envelope shows it.',
          )}
        </p>
        <p>{t('Until you say here that they were printed, they stay in this list, and you can print them again.')}</p>
      </div>
    </DialogFrame>
  );
}
