import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Pick } from '../ui/pick.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';

const AHEAD = [30, 90, 365] as const;
const LIMIT = 200;

/** What retention removes in the next days, so that a hold can still be placed. */
export function NextList({ label, onOpen }: { label: string; onOpen: (reportId: string) => void }) {
  const [days, setDays] = useState<number>(7);
  const live = useLive('retention.next', { days, limit: LIMIT });
  const shown = live.value?.rows.length ?? 0;
  return (
    <>
      <div className="audit-filters">
        <Pick
          label={t('find.within')}
          none={t('find.nDays', { n: 7 })}
          options={AHEAD.map((n) => ({ id: String(n), words: t('find.nDays', { n }) }))}
          chosen={days === 7 ? undefined : String(days)}
          onChoose={(id) => setDays(id === undefined ? 7 : Number(id))}
        />
      </div>
      <ServerRows
        label={label}
        live={live}
        empty={{ icon: Hourglass, title: t('find.nothingRemovedNext') }}
        pager={
          <div className="pager">
            <span>
              {live.value?.more === true ? t('find.firstN', { n: shown }) : t('common.nReports', { n: shown })}
            </span>
          </div>
        }
      >
        {(rows) => (
          <ListTable
            look="tray"
            label={label}
            columns={[t('find.report'), t('find.rule'), t('find.lastChange'), t('find.removedAfter')]}
            rows={rows.map((row) => ({
              id: row.reportId,
              head: (
                <Two more={`${KIND_WORDS[row.kind]} · ${STATE_WORDS[row.state]}`}>
                  <ReportLink {...row} onOpen={onOpen} />
                </Two>
              ),
              cells: [
                t('find.keptNDays', { n: row.keptDays }),
                <DayTime key="changed" at={row.changedAt} />,
                <DayTime key="after" at={row.removedAfter} />,
              ],
              actions: null,
            }))}
          />
        )}
      </ServerRows>
    </>
  );
}
