import { FileX2 } from 'lucide-react';
import { useState } from 'react';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';

const PAGE = 50;

/** The destruction record: what retention removed, when, and by which rule. */
export function RemovedList({ label }: { label: string }) {
  const [offset, setOffset] = useState(0);
  const live = useLive('retention.removed', { offset, limit: PAGE });
  return (
    <ServerRows
      label={label}
      live={live}
      empty={{ icon: FileX2, title: t('find.nothingRemoved') }}
      pager={
        <Pages
          offset={offset}
          shown={live.value?.rows.length ?? 0}
          total={live.value?.total ?? 0}
          page={PAGE}
          onOffset={setOffset}
        />
      }
    >
      {(rows) => (
        <ListTable
          look="tray"
          label={label}
          columns={[t('find.report'), t('find.rule'), t('find.received'), t('find.removed')]}
          rows={rows.map((row) => ({
            id: `${row.trackingNumber}${row.removedAt}`,
            head: (
              <Two more={`${KIND_WORDS[row.kind]} · ${STATE_WORDS[row.state]}`}>
                <span className="cell-number">{row.trackingNumber}</span>
                {row.caseNumber !== null && ` · ${t('common.caseNumber2', { number: row.caseNumber })}`}
              </Two>
            ),
            cells: [
              row.keptDays === null ? (
                '–'
              ) : (
                <Two
                  key="rule"
                  more={row.policyVersion === null ? '' : t('find.policyVersion', { version: row.policyVersion })}
                >
                  {t('find.keptNDays', { n: row.keptDays })}
                </Two>
              ),
              <DayTime key="received" at={row.receivedAt} />,
              <DayTime key="removed" at={row.removedAt} />,
            ],
            actions: null,
          }))}
        />
      )}
    </ServerRows>
  );
}
