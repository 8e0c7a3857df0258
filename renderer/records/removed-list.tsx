import { FileX2 } from 'lucide-react';
import { useState } from 'react';
import { useDebounced } from '../hooks/use-debounced.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';
import { NumberSearch } from './number-search.tsx';

const PAGE = 50;

/** The destruction record: what retention removed, when, and by which rule. */
export function RemovedList({ label }: { label: string }) {
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const text = useDebounced(typed.trim());
  const live = useLive('retention.removed', { text, offset, limit: PAGE });
  return (
    <>
      <NumberSearch
        value={typed}
        placeholder={t('find.trackingOrCaseNumber')}
        onChange={(next) => {
          setTyped(next);
          setOffset(0);
        }}
        onRefresh={live.refresh}
      />
      <ServerRows
        label={label}
        live={live}
        empty={
          text === ''
            ? { icon: FileX2, title: t('find.nothingRemoved') }
            : { icon: FileX2, title: t('find.nothingRemovedOfNumber'), more: t('find.neverRemoved') }
        }
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
                row.heldUntil === null ? (
                  <DayTime key="removed" at={row.removedAt} />
                ) : (
                  <Two key="removed" more={rich('find.wasHeldUntil', { when: <DayTime at={row.heldUntil} /> })}>
                    <DayTime at={row.removedAt} />
                  </Two>
                ),
              ],
              actions: null,
            }))}
          />
        )}
      </ServerRows>
    </>
  );
}
