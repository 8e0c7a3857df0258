import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AuditExport } from '#shared/trays.ts';
import { ask } from '../bridge.ts';
import { plural, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';

/** The whole audit log as a file that proves itself, and what to note so that nobody can shorten it later. */
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
        {task.busy === null ? t('Export audit log…') : t('Writing…')}
      </Button>
    ),
    outcome:
      task.error !== null ? (
        <div className="pane-notice">
          <ErrorNotice error={task.error} title={t('The audit log was not exported')} onRetry={start} />
        </div>
      ) : written === null ? null : (
        <div className="pane-notice">
          <Notice
            tone="ok"
            role="status"
            title={plural(
              written.rows,
              '{n} row written; every one was checked',
              '{n} rows written; every one was checked',
            )}
            actions={
              <Button className="button" onPress={() => setWritten(null)}>
                {t('Close')}
              </Button>
            }
          >
            <p>
              {t(
                'Note the end of the chain somewhere else; with it anybody can show that nothing was changed or left out:',
              )}{' '}
              <code className="proof">
                {written.seq}:{written.hash}
              </code>
            </p>
            <p className="faint">
              {t(
                'The file holds ids and times, and is yours to look after. The server’s command verify-export checks it.',
              )}
            </p>
          </Notice>
        </div>
      ),
  };
}
