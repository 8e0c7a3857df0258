import { useTable } from '@tanstack/react-table';
import { ArrowUpToLine } from 'lucide-react';
import { type RefObject, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import type { QueueColumn } from '#shared/domain/queue.ts';
import type { ColumnChoice } from '#shared/domain/views.ts';
import { textScale } from '../hooks/room.ts';
import { useStyleRules } from '../hooks/use-style-rules.ts';
import { PaneWidth } from '../hooks/use-width.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { useSlow } from '../use-live.ts';
import { ColumnHead } from './column-head.tsx';
import {
  COLUMN_RULES,
  columns,
  columnsThatFit,
  features,
  gridTemplate,
  orderedColumns,
  type Slot,
} from './columns.tsx';
import { GridLine, rowId } from './grid-line.tsx';
import { drawnRows, listHeight, slotOf } from './list-scroll.ts';
import { answersQuestion, inView, isFresh, rowAt, sectionOf } from './page-cache.ts';
import { isUnderCursor } from './queue-state.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { useRowPress } from './use-row-press.ts';
import type { Triage } from './use-triage.ts';

/** The queue as a grid. Only the rows in view are in the DOM; the row under the cursor is the active descendant. */
export function QueueGrid({
  scroller,
  triage,
  choice,
  onChoice,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  triage: Triage;
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
}) {
  // Opts out of React Compiler, which can't detect that the table is mutable: the same object returns different results.
  'use no memo';
  const pane = useContext(PaneWidth);
  const { preferences } = usePreferences();
  const bar = useScrollBar(scroller);
  const { store, state, pages, sort, setSort, chosen, openId } = triage;
  useStyleRules(COLUMN_RULES);
  const { cursor, above } = state;
  const scroll = useSyncExternalStore(store.subscribe, store.scroll);
  const total = pages.total ?? 0;
  const section = sectionOf(pages);
  // Next to an open report there is no room for columns, so each report takes two lines, without column headers.
  const isBeside = pane.width > 0 && pane.width < pane.alone;
  const isTwoLine = isBeside || preferences.density === 'two_lines';
  useGridScroll(scroller, store, scroll.goal, { isTwoLine, hasHead: !isBeside });
  const { first, last } = drawnRows(scroll, total);

  // If nothing has focus, focus the grid, so that screen readers start where keys have an effect.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);

  const press = useRowPress(triage);

  const slots = useMemo<Slot[]>(() => {
    const list: Slot[] = [];
    for (let at = first; at <= last && at < total; at++) list.push({ index: at, row: rowAt(pages, at) ?? null });
    return list;
  }, [pages, first, last, total]);

  // Renders all columns that are not hidden; the style sheet hides those that do not fit now. Opening or closing a
  // report then only changes the layout, without rendering cells again.
  const fit = columnsThatFit((pane.width - bar) / textScale(), choice, sort.column);
  const drawn = useMemo(() => columnsThatFit(Number.POSITIVE_INFINITY, choice), [choice]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id, drawn.has(id as QueueColumn)])),
    [drawn],
  );
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
      if (next) setSort({ column: next.id as QueueColumn, direction: next.desc ? 'desc' : 'asc' });
    },
  });

  const template = gridTemplate(
    columnOrder.filter((id) => fit.has(id)),
    choice,
  );
  const out = columnOrder.filter((id) => !fit.has(id)).join(' ');
  const busy = useSlow(!isFresh(pages) && !answersQuestion(pages));
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.index, row]));

  return (
    <div className="grid-frame">
      {above > 0 && (
        <Button className="button grid-above" onPress={triage.showTop}>
          <ArrowUpToLine className="icon" aria-hidden />
          {t('queue.nNewReportsAboveShow', { n: above })}
        </Button>
      )}
      <div
        ref={scroller}
        className={`grid${busy ? ' grid-busy' : ''}${isTwoLine ? ' grid-two' : ''}${isBeside ? ' grid-beside' : ''}`}
        role="grid"
        data-out={isTwoLine ? '' : out}
        data-sorted={sort.column}
        aria-multiselectable
        aria-label={t('common.reports')}
        aria-rowcount={slotOf({ section }, total) + 1}
        aria-colcount={columns.length}
        aria-busy={busy}
        aria-activedescendant={
          rows.has(cursor.index) && isUnderCursor(state, cursor.index) ? rowId(cursor.index) : undefined
        }
        // The grid is a single Tab stop; arrow keys move inside it.
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
              {group.headers.map((header) => (
                <ColumnHead
                  header={header}
                  place={columnOrder.indexOf(header.column.id as QueueColumn) + 1}
                  sorted={sort.column === header.column.id ? sort.direction : null}
                  choice={choice}
                  onChoice={onChoice}
                  key={header.id}
                />
              ))}
            </div>
          ))}
        </div>
        {/* The window handles keys for the whole desk, so this element needs no key handler. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
        <div className="grid-body" role="rowgroup" style={{ height: listHeight(scroll, total) }} {...press}>
          {slots.map(({ index, row: report }) => {
            const row = rows.get(index);
            if (row === undefined) return null;
            return (
              <GridLine
                key={index}
                row={row}
                slot={slotOf(scroll, index)}
                rowHeight={scroll.rowHeight}
                template={isTwoLine ? '' : template}
                order={columnOrder}
                drawn={drawn}
                selected={report !== null && chosen.has(report.id)}
                current={isUnderCursor(state, index)}
                open={report !== null && report.id === openId}
                elsewhere={section !== null && index >= section}
              />
            );
          })}
          {section !== null && section >= first && section <= last && (
            <div
              className="grid-row grid-section"
              role="row"
              aria-rowindex={section + 2}
              style={{ height: scroll.rowHeight, transform: `translateY(${section * scroll.rowHeight}px)` }}
            >
              <div role="gridcell" aria-colindex={1}>
                {inView(pages) === 0 && <span>{t('queue.nothingInThisView')}</span>}
                <b>{t('queue.elsewhereN', { n: String(pages.elsewhere) })}</b>
              </div>
            </div>
          )}
        </div>
      </div>
      {cursor.apart && state.inList !== null && (
        <p className="grid-apart" role="status">
          {state.inList ? (
            <>
              {t('queue.theOpenReportIsFurtherUp')}
              <Button className="button button-quiet" onPress={triage.showOpen}>
                {t('queue.show')}
              </Button>
            </>
          ) : (
            t('queue.theOpenReportIsNotIn')
          )}
        </p>
      )}
    </div>
  );
}

/** The width of the scroll bar in pixels. */
function useScrollBar(scroller: RefObject<HTMLElement | null>): number {
  const [bar, setBar] = useState(0);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const observer = new ResizeObserver(() => setBar(current.offsetWidth - current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [scroller]);
  return bar;
}
