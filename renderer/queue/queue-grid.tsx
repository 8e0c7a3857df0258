import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { QueueColumn, QueueSort } from '#shared/domain/queue.ts';
import { textScale, useRowHeight } from '../ui/room.ts';
import { useSlow } from '../use-live.ts';
import { columns, columnsThatFit, features, gridTemplate, type Slot } from './columns.tsx';
import { columnIndex, GridLine, rowId } from './grid-line.tsx';
import { answersQuestion, indexOf, isFresh, type Pages, rowAt } from './page-cache.ts';
import type { Cursor } from './use-triage.ts';

/** The queue as a grid. It holds the rows in view only; the cursor is its active descendant. */
export function QueueGrid({
  scroller,
  pages,
  onView,
  sort,
  onSort,
  cursor,
  openId,
  onShift,
  onOpen,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  pages: Pages;
  onView: (first: number, last: number) => void;
  sort: QueueSort;
  onSort: (sort: QueueSort) => void;
  cursor: Cursor;
  openId: string | null;
  onShift: (index: number) => void;
  onOpen: (index: number) => void;
}) {
  const width = useWidth(scroller);
  const rowHeight = useRowHeight();
  const total = pages.total ?? 0;

  // The virtualizer changes itself; this component is drawn with each of its changes, so nothing goes stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
    paddingStart: 0,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onView(first, last), [first, last, onView]);

  // A new order or filter begins at its top; rows that only moved keep the report under the cursor where it was.
  const question = pages.since;
  const newQuestion = useRef(question);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    if (newQuestion.current !== question) {
      newQuestion.current = question;
      element.scrollTop = 0;
      return;
    }
    if (cursor.id === null || !answersQuestion(pages)) return;
    const at = indexOf(pages, cursor.id);
    if (at === -1 || at === cursor.index) return;
    element.scrollTop += (at - cursor.index) * rowHeight;
    onShift(at);
  }, [pages, question, cursor, onShift, scroller, rowHeight]);
  // Sizes are remembered: another height makes all of them wrong.
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);

  // Where nothing has the focus, the rows take it: a screen reader then starts where the keys act.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);

  const { index } = cursor;
  useEffect(() => {
    if (index < total) virtual.scrollToIndex(index, { align: 'auto' });
    // Only a move of the cursor scrolls, never a new frame or a new total.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [index]);

  const slots = useMemo<Slot[]>(() => {
    const list: Slot[] = [];
    for (let at = first; at <= last && at < total; at++) list.push({ index: at, row: rowAt(pages, at) ?? null });
    return list;
  }, [pages, first, last, total]);

  const columnVisibility = useMemo(() => {
    const fit = columnsThatFit(width / textScale());
    return Object.fromEntries(columns.map(({ id }) => [id, fit.has(id as QueueColumn)]));
  }, [width]);
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.direction === 'desc' }], [sort]);

  const table = useTable({
    features,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting, columnVisibility },
    onSortingChange: (update) => {
      const next = (typeof update === 'function' ? update(sorting) : update)[0];
      if (next) onSort({ column: next.id as QueueColumn, direction: next.desc ? 'desc' : 'asc' });
    },
  });

  const visible = table.getVisibleLeafColumns();
  const template = gridTemplate(visible.map(({ id }) => id));
  const busy = useSlow(!isFresh(pages) && !answersQuestion(pages));
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.index, row]));

  return (
    <div
      ref={scroller}
      className={busy ? 'grid grid-busy' : 'grid'}
      role="grid"
      aria-label="Reports"
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={busy}
      aria-activedescendant={rows.has(index) ? rowId(index) : undefined}
      // The grid is one stop of the Tab key; arrows move inside it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div className="grid-head" role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <div
            className="grid-row"
            role="row"
            aria-rowindex={1}
            style={{ gridTemplateColumns: template }}
            key={group.id}
          >
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted();
              return (
                <div
                  className="grid-header"
                  role="columnheader"
                  aria-colindex={columnIndex(header.column.id)}
                  aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  key={header.id}
                >
                  <Button
                    className="sort-button"
                    onPress={() => header.column.toggleSorting()}
                    excludeFromTabOrder={false}
                  >
                    <table.FlexRender header={header} />
                    {sorted === 'asc' && <ArrowUp className="sort-icon" aria-hidden />}
                    {sorted === 'desc' && <ArrowDown className="sort-icon" aria-hidden />}
                  </Button>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.get(item.index);
          if (row === undefined) return null;
          const report = row.original.row;
          return (
            <GridLine
              key={item.key}
              row={row}
              start={item.start}
              template={template}
              current={item.index === index}
              open={report !== null && report.id === openId}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
