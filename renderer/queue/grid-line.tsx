import type { Row } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { memo } from 'react';
import type { features, Slot } from './columns.tsx';

const ROW = 'queue-row-';
export const rowId = (index: number) => `${ROW}${index}`;

/** Returns the index of the row that contains this element; null if it is outside all rows. */
export function indexOfRow(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest(`[id^="${ROW}"]`) : null;
  return row === null ? null : Number(row.id.slice(ROW.length));
}

type Line = {
  row: Row<typeof features, Slot>;
  /** Position in the list in rows, counting a section's heading. */
  slot: number;
  rowHeight: number;
  template: string;
  /** All columns in order, including those not in view; cells use it for their column index. */
  order: readonly string[];
  /** The columns that are rendered, whether or not they are in view. */
  drawn: ReadonlySet<string>;
  selected: boolean;
  current: boolean;
  open: boolean;
  /** Whether a search found the report outside the view. */
  elsewhere: boolean;
};

/** One report in the grid. While the grid scrolls, only lines that come into view are rendered. */
export const GridLine = memo(
  function GridLine({ row, slot, rowHeight, template, order, drawn, current, open, selected, elsewhere }: Line) {
    // Opts out of React Compiler, because the row object changes on every frame even though the row is the same.
    'use no memo';
    const { index } = row.original;
    return (
      // The grid handles clicks for all its rows (use-row-press.ts), and the focus stays on the grid itself.
      // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
      <div
        className={`grid-row grid-line${elsewhere ? ' grid-elsewhere' : ''}${open ? ' grid-open' : ''}${current ? ' grid-current' : ''}${selected ? ' grid-selected' : ''}${row.original.row?.danger === 1 ? ' grid-danger' : ''}`}
        role="row"
        id={rowId(index)}
        aria-rowindex={slot + 2}
        aria-selected={selected || current}
        style={{ gridTemplateColumns: template, transform: `translateY(${slot * rowHeight}px)` }}
      >
        <Cells row={row} order={order} drawn={drawn} />
      </div>
    );
  },
  // The table creates new row objects for the same reports on every frame, so compare the report, its position and its
  // appearance.
  (a, b) =>
    isSameRow(a, b) &&
    a.slot === b.slot &&
    a.rowHeight === b.rowHeight &&
    a.template === b.template &&
    a.selected === b.selected &&
    a.current === b.current &&
    a.open === b.open &&
    a.elsewhere === b.elsewhere,
);

const isSameRow = (a: CellsOf, b: CellsOf): boolean =>
  a.row.original.row === b.row.original.row &&
  a.row.original.index === b.row.original.index &&
  a.order === b.order &&
  a.drawn === b.drawn;

type CellsOf = Pick<Line, 'row' | 'order' | 'drawn'>;

/** The cells of a line. They do not re-render when the line is selected or only its size changes. */
const Cells = memo(function Cells({ row, order }: CellsOf) {
  // Opts out of React Compiler, because the same row object returns different cells when the rendered columns change.
  'use no memo';
  return row.getVisibleCells().map((cell) => (
    // The cell is labeled by its content, which the column renders.
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
