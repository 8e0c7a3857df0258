import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AuditExport } from '#shared/trays.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { TaskError } from '../ui/task-error.tsx';

/**
 * Exports the whole audit log as a verifiable file. Shows the sequence number and hash of its last row, which the user
 * writes down so that a later truncation can be detected.
 */
export function useExportLog() {
  const [written, setWritten] = useState<AuditExport | null>(null);
  const task = useTask();
  const start = () =>
    task.run('export', async () => {
      setWritten(null);
      setWritten(await ask('audit.export', undefined));
    });
  return {
    button: (
      <Button className="button" isPending={task.busy !== null} onPress={start}>
        <FileDown className="icon" aria-hidden />
        {task.busy === null ? t('audit.exportAuditLog') : t('audit.exporting')}
      </Button>
    ),
    outcome:
      task.error !== null ? (
        <div className="pane-notice">
          <TaskError error={task.error} title={t('audit.auditLogNotExported')} onRetry={start} onProven={start} />
        </div>
      ) : written === null ? null : (
        <div className="pane-notice">
          <Notice
            tone="ok"
            role="status"
            title={t('audit.nRowsWrittenEveryOneWas', { n: written.rows })}
            actions={
              <Button className="button" onPress={() => setWritten(null)}>
                {t('ui.close')}
              </Button>
            }
          >
            <p>
              {t('audit.writeDownTheEndOfThe')}{' '}
              <code className="proof">
                {written.seq}:{written.hash}
              </code>
            </p>
            <p className="faint">{t('audit.theFileContainsIDsAndTimes')}</p>
          </Notice>
        </div>
      ),
  };
}
