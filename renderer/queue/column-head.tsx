import { FlexRender, type Header } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components';
import type { QueueColumn, QueueSort } from '#shared/domain/queue.ts';
import type { ColumnChoice } from '#shared/domain/views.ts';
import { ColumnEdge } from './column-edge.tsx';
import type { features, Slot } from './columns.tsx';

type Head = {
  header: Header<typeof features, Slot>;
  /** Index among all columns, from 1, including those not in view. */
  place: number;
  /** Null if the queue is not sorted by this column. */
  sorted: QueueSort['direction'] | null;
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
};

/**
 * A column header: sorts by the column and resizes it. Re-renders only when its own sort or width changes, not on every
 * frame of the grid.
 */
export const ColumnHead = memo(function ColumnHead({ header, place, sorted, choice, onChoice }: Head) {
  return (
    <div
      className={`grid-header col-${header.column.id}`}
      role="columnheader"
      aria-colindex={place}
      aria-sort={sorted === null ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
    >
      <Button className="sort-button" onPress={() => header.column.toggleSorting()} excludeFromTabOrder={false}>
        <FlexRender header={header} />
        {sorted === 'asc' && <ArrowUp className="sort-icon" aria-hidden />}
        {sorted === 'desc' && <ArrowDown className="sort-icon" aria-hidden />}
      </Button>
      <ColumnEdge id={header.column.id as QueueColumn} choice={choice} onChange={onChoice} />
    </div>
  );
});
