import type { Row } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { type MouseEvent, memo } from 'react';
import type { features, Slot } from './columns.tsx';

export const rowId = (index: number) => `queue-row-${index}`;

type Line = {
  row: Row<typeof features, Slot>;
  start: number;
  template: string;
  /** All columns in their order, those out of view too: a cell tells which of them it is. */
  order: readonly string[];
  /** The columns that are drawn, in view or not. */
  drawn: ReadonlySet<string>;
  selected: boolean;
  current: boolean;
  open: boolean;
  onOpen: (index: number, event: MouseEvent) => void;
  /** A press with Shift (all up to here) or Ctrl/Cmd (this one too). */
  onSelect: (index: number, range: boolean, event: MouseEvent) => void;
};

/** One report in the grid. While the grid scrolls only lines that come into view are drawn. */
export const GridLine = memo(
  function GridLine({ row, start, template, order, drawn, current, open, selected, onOpen, onSelect }: Line) {
    // The row is another object with each frame, without being another row.
    'use no memo';
    const { index } = row.original;
    return (
      // Keys are heard by the window, for the whole desk; the grid itself holds the focus.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
      <div
        className={`grid-row grid-line${open ? ' grid-open' : ''}${current ? ' grid-current' : ''}${selected ? ' grid-selected' : ''}`}
        role="row"
        id={rowId(index)}
        aria-rowindex={index + 2}
        aria-selected={selected || current}
        style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
        onClick={(event) => {
          if (event.shiftKey) onSelect(index, true, event);
          else if (event.ctrlKey || event.metaKey) onSelect(index, false, event);
          else onOpen(index, event);
        }}
      >
        <Cells row={row} order={order} drawn={drawn} />
      </div>
    );
  },
  // The table makes new rows of the same reports with every frame; the report, its place and its looks are what counts.
  (a, b) =>
    isSameRow(a, b) &&
    a.start === b.start &&
    a.template === b.template &&
    a.selected === b.selected &&
    a.onSelect === b.onSelect &&
    a.current === b.current &&
    a.open === b.open &&
    a.onOpen === b.onOpen,
);

const isSameRow = (a: CellsOf, b: CellsOf): boolean =>
  a.row.original.row === b.row.original.row &&
  a.row.original.index === b.row.original.index &&
  a.order === b.order &&
  a.drawn === b.drawn;

type CellsOf = Pick<Line, 'row' | 'order' | 'drawn'>;

/** What a line says. It stays as it is where the line is marked, moved or made narrower. */
const Cells = memo(function Cells({ row, order }: CellsOf) {
  // The row gives other cells where other columns are drawn, without being another object.
  'use no memo';
  return row.getVisibleCells().map((cell) => (
    // What the column draws is the cell's text.
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label
    <div
      className={`grid-cell col-${cell.column.id}`}
      role="gridcell"
      aria-colindex={order.indexOf(cell.column.id) + 1}
      key={cell.id}
    >
      <FlexRender cell={cell} />
    </div>
  ));
}, isSameRow);
