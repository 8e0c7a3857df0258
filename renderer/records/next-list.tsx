import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import type { RetentionRow } from '#shared/holds-api.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Pick } from '../ui/pick.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS, STATE_WORDS } from '../wording/words.ts';
import { PlaceHoldDialog } from './place-hold-dialog.tsx';
import { useSaveNext } from './use-save-next.tsx';

const AHEAD = [30, 90, 365] as const;
const PAGE = 50;

/** Lists what retention will remove within the chosen number of days, with a button that places a legal hold. */
export function NextList({ label, onOpen }: { label: string; onOpen: (reportId: string) => void }) {
  const [days, setDays] = useState<number>(7);
  const [kind, setKind] = useState<ReportKind | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const [holding, setHolding] = useState<RetentionRow | null>(null);
  const text = useDebounced(typed.trim());
  const live = useLive('retention.next', { days, kind, text, offset, limit: PAGE });
  const shown = live.value?.rows.length ?? 0;
  const from = offset + 1;
  const file = useSaveNext({ days, kind, text });
  return (
    <>
      <div className="audit-filters" role="search" aria-label={t('find.searchByNumber')}>
        <SearchInput
          label={t('find.searchByNumber')}
          placeholder={t('find.trackingNumber')}
          value={typed}
          most={40}
          onChange={(next) => {
            setTyped(next);
            setOffset(0);
          }}
        />
        <Pick
          label={t('find.within')}
          none={t('find.nDays', { n: 7 })}
          options={AHEAD.map((n) => ({ id: String(n), words: t('find.nDays', { n }) }))}
          chosen={days === 7 ? undefined : String(days)}
          onChoose={(id) => {
            setDays(id === undefined ? 7 : Number(id));
            setOffset(0);
          }}
        />
        <Pick
          label={t('find.kind')}
          none={t('find.all')}
          options={REPORT_KINDS.map((id) => ({ id, words: KIND_WORDS[id] }))}
          chosen={kind}
          onChoose={(id) => {
            setKind(id);
            setOffset(0);
          }}
        />
        <Refresh onPress={live.refresh} />
        {shown > 0 && file.button}
      </div>
      {file.outcome}
      <ServerRows
        label={label}
        live={live}
        empty={
          text === ''
            ? { icon: Hourglass, title: t('find.nothingRemovedNext') }
            : { icon: Hourglass, title: t('find.notRemovedNext'), more: t('find.whyNotRemovedNext') }
        }
        pager={
          <Pages
            words={() => t('find.fromTo', { from, to: offset + shown })}
            offset={offset}
            shown={shown}
            total={live.value?.more === true ? offset + shown + 1 : offset + shown}
            page={PAGE}
            onOffset={setOffset}
          />
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
              actions: (
                <Button
                  className="button"
                  aria-label={t('find.placeHoldOnNumber', { number: row.trackingNumber })}
                  onPress={() => setHolding(row)}
                >
                  {t('find.placeHoldEllipsis')}
                </Button>
              ),
            }))}
          />
        )}
      </ServerRows>
      {holding !== null && <PlaceHoldDialog on={holding} onDone={live.refresh} onClose={() => setHolding(null)} />}
    </>
  );
}
