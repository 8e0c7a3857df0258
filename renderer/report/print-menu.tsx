import { FileDown, Printer } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { savePdf } from './save-pdf.ts';

/** Prints the open report or saves it as a PDF, using the print style sheet. The officer is responsible for the copy. */
export function PrintMenu({
  reportId,
  trackingNumber,
  say,
}: {
  reportId: string;
  trackingNumber: string;
  say: (text: string) => void;
}) {
  const info = useLive('app.info', undefined).value;
  const runtime = info?.runtime;
  const off = info?.managed.off ?? [];
  const save = () => {
    // In a browser, a PDF can be saved only from the browser's print dialog, so open that dialog.
    if (runtime !== 'electron') {
      window.print();
      return;
    }
    savePdf(ask, { reportId, trackingNumber }).then(
      (saved) => say(saved ? t('report.numberSavedYouAreResponsibleFor', { number: trackingNumber }) : ''),
      (thrown: unknown) => say(errorSentence(toAppError(thrown))),
    );
  };
  return (
    <MenuTrigger>
      <Button className="button button-quiet button-icon" aria-label={t('report.printOrSaveAsPdf')}>
        <Printer className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('report.printOrSaveAsPdf')}
          disabledKeys={[
            ...(off.includes('printing') ? ['print'] : []),
            ...(off.includes('savingFiles') ? ['save'] : []),
          ]}
          // Wait for the menu to close before the window is rendered for printing.
          onAction={(key) => setTimeout(key === 'print' ? () => window.print() : save, 100)}
        >
          <MenuItem className="menu-item" id="print" textValue={t('report.print')}>
            <Printer className="icon" aria-hidden />
            <span>{t('report.print2')}</span>
            <kbd>Ctrl P</kbd>
          </MenuItem>
          <MenuItem className="menu-item" id="save" textValue={t('report.saveAsPdf')}>
            <FileDown className="icon" aria-hidden />
            <span>{t('report.saveAsPdf2')}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
