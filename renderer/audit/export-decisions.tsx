import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Input } from '#shared/ipc.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { calendarDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { useTitles } from '../ui/titles.tsx';
import { decisionTable } from './decision-table.ts';

/** Saves the decisions that match the filters as a table for a spreadsheet. The server logs that they left it. */
export function useExportDecisions(query: Input<'audit.decisions-export'>) {
  const { now, zone } = useDesk();
  const titles = useTitles();
  const [saved, setSaved] = useState<{ rows: number; more: boolean } | null>(null);
  const task = useTask();
  const start = () =>
    task.run('export', async () => {
      setSaved(null);
      const { rows, more } = await ask('audit.decisions-export', query);
      const name = `decisions ${calendarDay(new Date(now).toISOString(), zone)}`;
      const table = decisionTable(rows, { titles, zone, name });
      if ((await ask('figures.save', table)).saved) setSaved({ rows: rows.length, more });
    });
  return {
    button: (
      <Button className="button" isPending={task.busy !== null} onPress={start}>
        <FileDown className="icon" aria-hidden />
        {task.busy === null ? t('audit.exportDecisions') : t('audit.exporting')}
      </Button>
    ),
    outcome:
      task.error !== null ? (
        <div className="pane-notice">
          <TaskError error={task.error} title={t('audit.decisionsNotExported')} onRetry={start} onProven={start} />
        </div>
      ) : saved === null ? null : (
        <div className="pane-notice">
          <Notice tone={saved.more ? 'warn' : 'ok'} role="status" title={t('audit.nDecisionsSaved', { n: saved.rows })}>
            {saved.more ? <p>{t('audit.moreDecisionsMatch')}</p> : null}
          </Notice>
        </div>
      ),
  };
}
