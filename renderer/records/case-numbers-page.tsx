import { Hash } from 'lucide-react';
import { useState } from 'react';

import type { CaseNumberRow } from '#shared/records-api.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { ReportLink } from '../ui/report-link.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { Pages, ServerRows } from '../ui/server-rows.tsx';
import { Tag } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { Years } from './years.tsx';

const PAGE = 50;

/** Every case number that was assigned, and whether any is missing. */
export function CaseNumbersPage({ onOpen }: { onOpen: (reportId: string) => void }) {
  const [typed, setTyped] = useState('');
  const [voided, setVoided] = useState<boolean | null>(null);
  const [offset, setOffset] = useState(0);
  const text = useDebounced(typed.trim());
  const live = useLive('case-numbers.list', {
    text,
    offset,
    limit: PAGE,
    ...(voided === null ? {} : { voided }),
  });
  const years = useLive('case-numbers.years', undefined);
  const refresh = () => {
    live.refresh();
    years.refresh();
  };
  const listedUntil = live.value?.listedUntil ?? null;
  return (
    <Page title={t('find.caseNumbers')} lead={t('find.caseNumbersLead')} tools={<Refresh onPress={refresh} />}>
      <Years live={years} isErrorShown={live.error !== null} />
      {listedUntil !== null && (
        <div className="pane-notice">
          <Notice tone="info">{rich('find.numbersListedUntil', { when: <DayTime at={listedUntil} /> })}</Notice>
        </div>
      )}
      <div className="audit-filters" role="search" aria-label={t('find.searchCaseNumbers')}>
        <SearchInput
          label={t('find.searchCaseNumbers')}
          placeholder={t('find.caseOrTrackingNumber')}
          value={typed}
          most={40}
          onChange={(next) => {
            setTyped(next);
            setOffset(0);
          }}
        />
        <Pick
          label={t('common.status')}
          none={t('find.all')}
          options={[
            { id: 'valid', words: t('find.valid') },
            { id: 'void', words: t('find.void') },
          ]}
          chosen={voided === null ? undefined : voided ? 'void' : 'valid'}
          onChoose={(id) => {
            setVoided(id === undefined ? null : id === 'void');
            setOffset(0);
          }}
        />
      </div>
      <ServerRows
        label={t('find.caseNumbers')}
        live={{ ...live, refresh }}
        empty={{ icon: Hash, title: t('find.noCaseNumbers') }}
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
            isNumber
            label={t('find.caseNumbers')}
            columns={[t('common.caseNumber'), t('common.status'), t('find.report'), t('find.assigned')]}
            rows={rows.map((row) => ({
              id: row.number,
              head: <span className="cell-number">{row.number}</span>,
              cells: [
                <Standing key="standing" row={row} />,
                row.removedAt === null ? (
                  <ReportLink key="report" {...row} onOpen={onOpen} />
                ) : (
                  <span className="cell-number" key="report">
                    {row.trackingNumber}
                  </span>
                ),
                <DayTime key="given" at={row.givenAt} />,
              ],
              actions: null,
            }))}
          />
        )}
      </ServerRows>
    </Page>
  );
}

function Standing({ row: { voidedAt, removedAt } }: { row: CaseNumberRow }) {
  return (
    <>
      {voidedAt === null ? <Tag tone="ok">{t('find.valid')}</Tag> : <Tag tone="warn">{t('find.void')}</Tag>}
      {voidedAt !== null && (
        <span className="tray-more">
          {t('find.approvalReversed')} <DayTime at={voidedAt} />
        </span>
      )}
      {removedAt !== null && (
        <span className="tray-more">
          {t('find.reportRemoved')} <DayTime at={removedAt} />
        </span>
      )}
    </>
  );
}
