import { CircleCheckBig, DownloadCloud, SearchX } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from 'react-aria-components';
import { EVERYTHING_OPEN } from '#shared/domain/views.ts';
import type { SyncState } from '#shared/ipc.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PullProgress } from '../ui/pull-progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useSlow } from '../use-live.ts';
import { FilterBar, isFiltering } from './filter-bar.tsx';
import { QueueGrid } from './queue-grid.tsx';
import type { Triage } from './use-triage.ts';
import { ViewMenu } from './view-menu.tsx';

/** The triage queue: filters, grid, and on purpose each of its other states. */
export function QueuePane({
  triage,
  sync,
  grid,
}: {
  triage: Triage;
  sync: SyncState | undefined;
  grid: RefObject<HTMLDivElement | null>;
}) {
  const { pages, filter, setFilter, sort, setSort } = triage;
  const slow = useSlow(pages.total === null);
  return (
    <section className="queue" aria-label="Queue">
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        sort={sort}
        onSort={setSort}
        total={pages.total}
        more={pages.more}
      >
        <ViewMenu triage={triage} />
      </FilterBar>
      {pages.error !== null && (
        <div className="pane-notice">
          <ErrorNotice error={pages.error} title="The queue could not be read" onRetry={triage.refresh} />
        </div>
      )}
      {pages.total === null && slow && pages.error === null && <Skeleton lines={12} label="Reading the queue" />}
      {pages.total === 0 && <NoRows triage={triage} sync={sync} />}
      {pages.total !== null && pages.total > 0 && (
        <QueueGrid
          scroller={grid}
          pages={pages}
          onView={triage.view}
          sort={sort}
          onSort={setSort}
          cursor={triage.cursor}
          openId={triage.openId}
          onShift={triage.shift}
          onOpen={triage.openRow}
        />
      )}
    </section>
  );
}

function NoRows({ triage, sync }: { triage: Triage; sync: SyncState | undefined }) {
  if (isFiltering(triage.filter)) {
    return (
      <Empty
        icon={SearchX}
        title="No report fits these filters"
        actions={
          <Button className="button" onPress={() => triage.setFilter(EVERYTHING_OPEN)}>
            Show all open reports
          </Button>
        }
      >
        Try fewer words, or other states and kinds.
      </Empty>
    );
  }
  if (sync?.phase === 'pulling') return <FirstPull done={sync.done} total={sync.total} />;
  if (sync?.phase === 'offline' && sync.lastPullAt === null) {
    return (
      <Empty icon={DownloadCloud} title="No reports on this workstation yet">
        The agency server cannot be reached. The reports come by themselves as soon as it answers.
      </Empty>
    );
  }
  return (
    <Empty icon={CircleCheckBig} title="Nothing waits for you">
      Every report is decided. New ones appear here by themselves.
    </Empty>
  );
}

function FirstPull({ done, total }: { done: number; total: number | null }) {
  return (
    <Empty icon={DownloadCloud} title="Getting the reports">
      <PullProgress done={done} total={total} more=" You can begin as soon as the first ones are here." />
    </Empty>
  );
}
