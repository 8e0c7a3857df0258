import type { RetentionRow } from '#shared/holds-api.ts';
import type { Input } from '#shared/ipc.ts';
import { ask } from '../bridge.ts';
import { calendarDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSaving } from '../ui/use-saving.tsx';
import { nextTable } from './next-table.ts';

const PAGE = 200;
/** Maximum number of rows in the file; the same limit applies to an export of decisions. */
const MOST = 5_000;

type Filter = Pick<Input<'retention.next'>, 'days' | 'kind' | 'text'>;

/**
 * Saves a table of the matching reports that retention will remove next. The server logs each page read for the table.
 */
export function useSaveNext(filter: Filter) {
  const { now, zone } = useDesk();
  return useSaving({
    label: t('audit.exportDecisions'),
    save: async () => {
      const { rows, more } = await readAll(filter);
      const name = `removed next ${calendarDay(new Date(now).toISOString(), zone)}`;
      const { saved } = await ask('figures.save', nextTable(rows, { zone, name }));
      return saved ? { n: rows.length, more } : null;
    },
    done: ({ n, more }) => (
      <Notice tone={more ? 'warn' : 'ok'} role="status" title={t('find.nNextSaved', { n })}>
        {more ? <p>{t('find.moreNext')}</p> : null}
      </Notice>
    ),
  });
}

async function readAll(filter: Filter): Promise<{ rows: RetentionRow[]; more: boolean }> {
  const rows = new Map<string, RetentionRow>();
  for (let offset = 0; offset < MOST; offset += PAGE) {
    const page = await ask('retention.next', { ...filter, offset, limit: PAGE });
    for (const row of page.rows) rows.set(row.reportId, row);
    if (!page.more) return { rows: [...rows.values()], more: false };
  }
  return { rows: [...rows.values()], more: true };
}
