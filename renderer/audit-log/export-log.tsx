import { Button } from 'react-aria-components';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { useSaving } from '../ui/use-saving.tsx';

/**
 * Exports the whole audit log as a verifiable file. Shows the sequence number and hash of its last row, which the user
 * writes down so that a later truncation can be detected.
 */
export const useExportLog = () =>
  useSaving({
    label: t('audit.exportAuditLog'),
    save: () => ask('audit.export', undefined),
    done: ({ rows, seq, hash }, close) => (
      <Notice
        tone="ok"
        role="status"
        title={t('audit.nRowsWrittenEveryOneWas', { n: rows })}
        actions={
          <Button className="button" onPress={close}>
            {t('ui.close')}
          </Button>
        }
      >
        <p>
          {t('audit.writeDownTheEndOfThe')}{' '}
          <code className="proof">
            {seq}:{hash}
          </code>
        </p>
        <p className="faint">{t('audit.theFileContainsIDsAndTimes')}</p>
      </Notice>
    ),
  });
