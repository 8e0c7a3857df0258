import { expect, test } from 'vitest';
import { QUEUE_COLUMNS } from '#shared/domain/queue.ts';
import { FIRST_COLUMNS } from '#shared/domain/views.ts';
import { columnsThatFit, gridTemplate, moved, orderedColumns } from '../../../renderer/queue/columns.tsx';

test('a column moves by one position and stops at the edge', () => {
  const once = moved(FIRST_COLUMNS, 'receivedAt', -1);
  expect(orderedColumns(once).slice(0, 2)).toEqual(['receivedAt', 'trackingNumber']);
  expect(moved(once, 'receivedAt', -1)).toBe(once);
  expect(orderedColumns(once).toSorted()).toEqual([...QUEUE_COLUMNS].toSorted());
});

test('a column order saved by an older version also gets the columns added since', () => {
  expect(orderedColumns({ order: ['person', 'kind', 'person'] }).toSorted()).toEqual([...QUEUE_COLUMNS].toSorted());
});

test('a hidden column gives its space to the others, and a visible one keeps its width', () => {
  const choice = { ...FIRST_COLUMNS, hidden: ['offense' as const], widths: { person: 300 } };
  const fit = columnsThatFit(700, choice);
  expect(fit.has('offense')).toBe(false);
  expect(gridTemplate(['trackingNumber', 'person'], choice)).toBe('7.5rem 18.75rem');
});
