import type { Row } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { memo } from 'react';
import { columns, type features, type Slot } from './columns.tsx';

export const rowId = (index: number) => `queue-row-${index}`;

export const columnIndex = (id: string) => columns.findIndex((column) => column.id === id) + 1;

type Line = {
  row: Row<typeof features, Slot>;
  start: number;
  template: string;
  current: boolean;
  open: boolean;
  onOpen: (index: number) => void;
};

/** One report in the grid. While the grid scrolls only lines that come into view are drawn. */
export const GridLine = memo(
  function GridLine({ row, start, template, current, open, onOpen }: Line) {
    const { index } = row.original;
    return (
      // Keys are heard by the window, for the whole desk; the grid itself holds the focus.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
      <div
        className={open ? 'grid-row grid-line grid-open' : 'grid-row grid-line'}
        role="row"
        id={rowId(index)}
        aria-rowindex={index + 2}
        aria-selected={current}
        style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
        onClick={() => onOpen(index)}
      >
        {row.getVisibleCells().map((cell) => (
          // What the column draws is the cell's text.
          // oxlint-disable-next-line jsx-a11y/control-has-associated-label
          <div className="grid-cell" role="gridcell" aria-colindex={columnIndex(cell.column.id)} key={cell.id}>
            <FlexRender cell={cell} />
          </div>
        ))}
      </div>
    );
  },
  // The table makes new rows of the same reports with every frame; the report, its place and its looks are what counts.
  (a, b) =>
    a.row.original.row === b.row.original.row &&
    a.row.original.index === b.row.original.index &&
    a.start === b.start &&
    a.template === b.template &&
    a.current === b.current &&
    a.open === b.open &&
    a.onOpen === b.onOpen,
);
