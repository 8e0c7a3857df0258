import { useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ArrowUpToLine } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { QueueColumn, QueueSort } from '#shared/domain/queue.ts';
import type { ColumnChoice } from '#shared/domain/views.ts';
import { plural, t } from '../t.ts';
import { textScale } from '../ui/room.ts';
import { useSlow } from '../use-live.ts';
import { ColumnEdge } from './column-edge.tsx';
import { columns, columnsThatFit, features, gridTemplate, orderedColumns, type Slot } from './columns.tsx';
import { GridLine, rowId } from './grid-line.tsx';
import { answersQuestion, isFresh, type Pages, rowAt } from './page-cache.ts';
import { useGridScroll } from './use-grid-scroll.ts';
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
  choice,
  onChoice,
  chosen,
  onSelect,
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
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
  chosen: ReadonlySet<string>;
  onSelect: (index: number, range: boolean) => void;
}) {
  const width = useWidth(scroller);
  const total = pages.total ?? 0;

  const { items, shift, first, last, height, above, showTop } = useGridScroll({
    scroller,
    pages,
    cursor,
    onView,
    onShift,
  });

  // Where nothing has the focus, the rows take it: a screen reader then starts where the keys act.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);

  const { index } = cursor;
  const slots = useMemo<Slot[]>(() => {
    const list: Slot[] = [];
    for (let at = first; at <= last && at < total; at++) list.push({ index: at, row: rowAt(pages, at) ?? null });
    return list;
  }, [pages, first, last, total]);

  const columnVisibility = useMemo(() => {
    const fit = columnsThatFit(width / textScale(), choice);
    return Object.fromEntries(columns.map(({ id }) => [id, fit.has(id as QueueColumn)]));
  }, [width, choice]);
  const columnOrder = useMemo(() => orderedColumns(choice), [choice]);
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.direction === 'desc' }], [sort]);

  const table = useTable({
    features,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting, columnOrder, columnVisibility },
    onSortingChange: (update) => {
      const next = (typeof update === 'function' ? update(sorting) : update)[0];
      if (next) onSort({ column: next.id as QueueColumn, direction: next.desc ? 'desc' : 'asc' });
    },
  });

  const visible = table.getVisibleLeafColumns();
  const template = gridTemplate(
    visible.map(({ id }) => id),
    choice,
  );
  const busy = useSlow(!isFresh(pages) && !answersQuestion(pages));
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.index, row]));

  return (
    <div className="grid-frame">
      {above > 0 && (
        <Button className="button grid-above" onPress={showTop}>
          <ArrowUpToLine className="icon" aria-hidden />
          {plural(above, '{n} report came in above: show', '{n} reports came in above: show')}
        </Button>
      )}
      <div
        ref={scroller}
        className={busy ? 'grid grid-busy' : 'grid'}
        role="grid"
        aria-multiselectable
        aria-label={t('Reports')}
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
                    aria-colindex={columnOrder.indexOf(header.column.id as QueueColumn) + 1}
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
                    <ColumnEdge id={header.column.id as QueueColumn} choice={choice} onChange={onChoice} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div className="grid-body" role="rowgroup" style={{ height }}>
          {items.map((item) => {
            const row = rows.get(item.index + shift);
            if (row === undefined) return null;
            const report = row.original.row;
            return (
              <GridLine
                key={item.key}
                row={row}
                start={item.start}
                template={template}
                order={columnOrder}
                selected={report !== null && chosen.has(report.id)}
                onSelect={onSelect}
                current={item.index + shift === index}
                open={report !== null && report.id === openId}
                onOpen={onOpen}
              />
            );
          })}
        </div>
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
