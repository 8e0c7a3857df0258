import { CircleCheckBig, DownloadCloud, SearchX } from 'lucide-react';
import { type RefObject, useLayoutEffect } from 'react';
import { Button } from 'react-aria-components';
import type { QueueFilter } from '#shared/domain/queue.ts';
import {
  amongAll,
  amongClosed,
  amongUnsent,
  type ColumnChoice,
  EVERYTHING_OPEN,
  type QueueView,
} from '#shared/domain/views.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { isSyncBlocked } from '#shared/is-sync-blocked.ts';
import { t } from '../t.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { PullProgress } from '../ui/pull-progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive, useSlow } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { FilterBar, isFiltering } from './filter-bar.tsx';
import { inView } from './page-cache.ts';
import { QueueGrid } from './queue-grid.tsx';
import type { Triage } from './use-triage.ts';
import { ViewMenu } from './view-menu.tsx';

/** The triage queue: filters and grid, with separate empty, error and loading states. */
export function QueuePane({
  triage,
  views,
  sync,
  grid,
}: {
  triage: Triage;
  views: readonly QueueView[];
  sync: SyncState | undefined;
  grid: RefObject<HTMLDivElement | null>;
}) {
  const { pages, filter, setFilter, sort, setSort, store } = triage;
  // Record when these rows appear on screen; later clicks and keys are meant for them.
  const { blocks } = pages;
  useLayoutEffect(() => store.tell({ type: 'drawn', blocks, at: performance.now() }), [store, blocks]);
  const slow = useSlow(pages.total === null);
  const { preferences, change } = usePreferences();
  // The bulk bar disappears with the selection and would take the focus with it, so move the focus to the grid.
  const leaveBulk = () => {
    triage.chooseNone();
    grid.current?.focus();
  };
  const onChoice = (columns: ColumnChoice) => change({ columns });
  return (
    <section className="queue" aria-label={t('queue.queue')}>
      <FilterBar
        columns={<ColumnsMenu choice={preferences.columns} onChange={onChoice} />}
        filter={filter}
        onFilter={setFilter}
        sort={sort}
        onSort={setSort}
        total={pages.total === null ? null : inView(pages)}
        more={pages.more}
      >
        <ViewMenu triage={triage} views={views} />
      </FilterBar>
      {pages.error !== null && (
        <div className="pane-notice">
          <ErrorNotice error={pages.error} title={t('queue.couldntLoadTheQueue')} onRetry={triage.refresh} />
        </div>
      )}
      {pages.total === null && slow && pages.error === null && (
        <Skeleton lines={12} label={t('queue.loadingTheQueue')} />
      )}
      {pages.total === 0 && <NoRows triage={triage} sync={sync} />}
      {pages.total !== null && pages.total > 0 && (
        <QueueGrid scroller={grid} triage={triage} choice={preferences.columns} onChoice={onChoice} />
      )}
      {triage.chosen.size > 0 && <BulkBar chosen={triage.chosen} onClear={leaveBulk} />}
    </section>
  );
}

function NoRows({ triage, sync }: { triage: Triage; sync: SyncState | undefined }) {
  if (isFiltering(triage.filter)) return <NoHits triage={triage} />;
  if (sync?.phase === 'pulling') return <FirstPull done={sync.done} total={sync.total} />;
  if (sync?.phase === 'connecting' && sync.lastPullAt === null) return <FirstPull done={0} total={null} />;
  if (sync !== undefined && isSyncBlocked(sync) && sync.lastPullAt === null) {
    return (
      <Empty icon={DownloadCloud} title={t('queue.noReportsOnThisWorkstationYet')}>
        {sync.phase === 'offline' || sync.problem === null
          ? t('queue.cantReachTheAgencyServerReports')
          : errorSentence(sync.problem)}
      </Empty>
    );
  }
  return (
    <Empty icon={CircleCheckBig} title={t('common.nothingNeedsYourAttention')}>
      {t('queue.everyReportIsDecidedNewOnes')}
    </Empty>
  );
}

/** Shown when nothing matches. If closed or unsent reports or reports outside the view would match, one click shows them. */
function NoHits({ triage }: { triage: Triage }) {
  const { filter } = triage;
  const closed = amongClosed(filter);
  const all = amongAll(filter);
  const unsent = amongUnsent(filter);
  const wider = [closed, unsent, all].filter((one) => one !== null);
  const live = useLive('queue.counts', { filters: wider }, ['reports', 'outbox']);
  const count = (one: QueueFilter | null) => (one === null ? 0 : (live.value?.counts[wider.indexOf(one)] ?? 0));
  const [found, foundUnsent, foundInAll] = [count(closed), count(unsent), count(all)];
  const unread = live.value?.unread ?? 0;
  const hidden = live.value?.hidden ?? 0;
  return (
    <Empty
      icon={SearchX}
      title={t('queue.noReportsMatchTheseFilters')}
      actions={
        <>
          {closed !== null && found > 0 && (
            <Button className="button button-primary" onPress={() => triage.setFilter(closed)}>
              {t('queue.showNMatchingClosedReports', { n: found })}
            </Button>
          )}
          {unsent !== null && foundUnsent > 0 && (
            <Button className={found > 0 ? 'button' : 'button button-primary'} onPress={() => triage.setFilter(unsent)}>
              {t('queue.showNWaitingToBeSent', { n: foundUnsent })}
            </Button>
          )}
          {all !== null && foundInAll > found + foundUnsent && (
            <Button
              className={found + foundUnsent > 0 ? 'button' : 'button button-primary'}
              onPress={() => triage.setFilter(all)}
            >
              {t('queue.showNMatchesOutsideThisView', { n: foundInAll })}
            </Button>
          )}
          <Button className="button" onPress={() => triage.setFilter(EVERYTHING_OPEN)}>
            {t('queue.showAllOpenReports')}
          </Button>
        </>
      }
    >
      {unread > 0 ? t('queue.nReportsCantBeSearchedBy', { n: unread }) : t('queue.tryFewerWordsOrAnotherStatus')}
      {hidden > 0 && <p>{t('second-review.nHidden', { n: hidden })}</p>}
    </Empty>
  );
}

function FirstPull({ done, total }: { done: number; total: number | null }) {
  return (
    <Empty icon={DownloadCloud} title={t('common.loadingReports')}>
      <PullProgress done={done} total={total} more={` ${t('queue.youCanStartAsSoonAs')}`} />
    </Empty>
  );
}
