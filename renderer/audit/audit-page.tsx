import { CloudOff, ScrollText, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import { useLater } from '../hooks/use-later.ts';
import { addDays, startOfDay } from '../model/time.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { type AuditFilter, AuditFilters, NO_FILTER } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { DecisionDetail } from './decision-detail.tsx';
import { useExportLog } from './export-log.tsx';
import { WrongHints } from './wrong-hints.tsx';

const PAGE = 50;

/** Every decision by every officer, for supervisors. Read from the server, because only the server has all of them. */
export function AuditPage({ online }: { online: boolean }) {
  const { zone } = useDesk();
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER);
  const [sort, setSort] = useState<Pick<DecisionQuery, 'sort' | 'direction'>>({ sort: 'at', direction: 'desc' });
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<DecisionRow | null>(null);
  const text = useLater(filter.text);
  const exporting = useExportLog();

  const live = useLive('audit.decisions', {
    ...sort,
    offset,
    limit: PAGE,
    ...(filter.from === null ? {} : { from: startOfDay(filter.from.toString(), zone) }),
    ...(filter.to === null ? {} : { to: startOfDay(addDays(filter.to.toString(), 1), zone) }),
    ...(filter.officer === null ? {} : { officerId: filter.officer.id }),
    ...(filter.kind === null ? {} : { kind: filter.kind }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  });
  const { value, refresh } = live;
  // The server logs each read, so the list is fetched again only on request or when the connection returns.
  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) refresh();
    wasOnline.current = online;
  }, [online, refresh]);

  const change = (next: AuditFilter) => {
    setFilter(next);
    setOffset(0);
  };

  return (
    <Page
      title={t('common.decisions')}
      lead={t('audit.whoDecidedWhatWhenAndWhy')}
      tools={
        <>
          <WrongHints />
          {exporting.button}
          <Button className="button" onPress={refresh}>
            {t('common.refresh')}
          </Button>
        </>
      }
    >
      {exporting.outcome}
      <AuditFilters filter={filter} onFilter={change} rows={value?.rows ?? []} />
      <div className={open === null ? 'audit' : 'audit audit-with-detail'}>
        <div className="audit-list">
          {live.error !== null &&
            (live.error.code === 'offline' || live.error.code === 'unavailable' ? (
              <Empty
                icon={CloudOff}
                title={t('common.thisListNeedsTheAgencyServer')}
                actions={
                  <Button className="button" onPress={live.refresh}>
                    {t('common.tryAgain')}
                  </Button>
                }
              >
                {t('audit.onlyTheServerHasEveryOfficers')}
              </Empty>
            ) : (
              <div className="pane-notice">
                <ErrorNotice error={live.error} title={t('audit.couldntLoadDecisions')} onRetry={live.refresh} />
              </div>
            ))}
          {live.error === null && value === undefined && live.slow && (
            <Skeleton lines={12} label={t('audit.loadingDecisions')} />
          )}
          {live.error === null && value !== undefined && value.rows.length === 0 && (
            <Empty
              icon={ScrollText}
              title={filter === NO_FILTER ? t('audit.noDecisionsYet') : t('audit.noDecisionsMatchTheseFilters')}
            />
          )}
          {live.error === null && value !== undefined && value.rows.length > 0 && (
            <>
              <AuditTable
                rows={value.rows}
                total={value.total}
                offset={offset}
                busy={live.slow}
                sort={sort}
                openId={open?.id ?? null}
                onSort={(next) => {
                  setSort(next);
                  setOffset(0);
                }}
                onOpen={setOpen}
              />
              <Pager offset={offset} shown={value.rows.length} total={value.total} onOffset={setOffset} />
            </>
          )}
        </div>
        {open !== null && (
          <aside className="audit-detail" aria-label={t('audit.decisionOnNumber', { number: open.trackingNumber })}>
            <Button
              className="button button-quiet button-icon audit-close"
              aria-label={t('audit.closeDecision')}
              onPress={() => setOpen(null)}
            >
              <X className="icon" aria-hidden />
            </Button>
            <DecisionDetail row={open} />
          </aside>
        )}
      </div>
    </Page>
  );
}

function Pager({
  offset,
  shown,
  total,
  onOffset,
}: {
  offset: number;
  shown: number;
  total: number;
  onOffset: (offset: number) => void;
}) {
  return (
    <div className="pager">
      <span>{t('audit.fromToOfNDecisions', { n: total, from: offset + 1, to: offset + shown })}</span>
      <Button className="button" isDisabled={offset === 0} onPress={() => onOffset(Math.max(0, offset - PAGE))}>
        {t('common.previous')}
      </Button>
      <Button className="button" isDisabled={offset + shown >= total} onPress={() => onOffset(offset + PAGE)}>
        {t('common.next')}
      </Button>
    </div>
  );
}
