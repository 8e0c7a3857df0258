import type { Input } from '#shared/ipc.ts';
import { ask } from '../bridge.ts';
import { calendarDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { useSaving } from '../ui/use-saving.tsx';
import { decisionTable } from './decision-table.ts';

/** Saves the decisions that match the filters as a table for a spreadsheet. The server logs the export. */
export function useExportDecisions(query: Input<'audit.decisions-export'>) {
  const { now, zone } = useDesk();
  const titles = useTitles();
  return useSaving({
    label: t('audit.exportDecisions'),
    save: async () => {
      const { rows, more } = await ask('audit.decisions-export', query);
      const name = `decisions ${calendarDay(new Date(now).toISOString(), zone)}`;
      const { saved } = await ask('figures.save', decisionTable(rows, { titles, zone, name }));
      return saved ? { rows: rows.length, more } : null;
    },
    done: ({ rows, more }) => (
      <Notice tone={more ? 'warn' : 'ok'} role="status" title={t('audit.nDecisionsSaved', { n: rows })}>
        {more ? <p>{t('audit.moreDecisionsMatch')}</p> : null}
      </Notice>
    ),
  });
}
