import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFns,
  globalFilteringFeature,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { QueueRow } from '#shared/domain/queue.ts';

/** The baseline for the queue: a plain table that holds all rows in the page and sorts and searches them there. */
const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns,
  filterFns,
});
const helper = createColumnHelper<typeof features, QueueRow>();
const columns = helper.columns([
  helper.accessor('trackingNumber', { header: 'trackingNumber' }),
  helper.accessor('receivedAt', { header: 'receivedAt' }),
  helper.accessor('offenseCode', { header: 'offense' }),
  helper.accessor('location', { header: 'location' }),
  helper.accessor('person', { header: 'person' }),
  helper.accessor('state', { header: 'state' }),
]);

function Plain({ rows }: { rows: QueueRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [globalFilter, setGlobalFilter] = useState('');
  const table = useTable({
    features,
    columns,
    data: rows,
    globalFilterFn: 'includesString',
    state: { globalFilter },
    onGlobalFilterChange: setGlobalFilter,
  });
  const model = table.getRowModel().rows;
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 12,
  });
  return (
    <>
      <input aria-label="Search" value={globalFilter} onChange={(event) => setGlobalFilter(event.target.value)} />
      <p className="filter-count">{model.length}</p>
      {table.getHeaderGroups().map((group) =>
        group.headers.map((header) => (
          <button type="button" key={header.id} onClick={() => header.column.toggleSorting()}>
            {header.column.id}
          </button>
        )),
      )}
      <div ref={scroller} role="grid" style={{ height: 640, overflow: 'auto' }}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              className="grid-line"
              role="row"
              key={item.key}
              style={{ position: 'absolute', height: 32, transform: `translateY(${item.start}px)` }}
            >
              {model[item.index]?.getVisibleCells().map((cell) => (
                <span key={cell.id}>
                  <table.FlexRender cell={cell} />{' '}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

const place = document.querySelector('#root');
const rows = (await (await fetch('/rows.json')).json()) as QueueRow[];
if (place !== null) createRoot(place).render(<Plain rows={rows} />);
