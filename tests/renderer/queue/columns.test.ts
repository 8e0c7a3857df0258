import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { QUEUE_COLUMNS, type QueueColumn, type QueueRow } from '#shared/domain/queue.ts';
import { FIRST_COLUMNS } from '#shared/domain/views.ts';
import { COLUMN_RULES, columns, columnsThatFit, gridTemplate } from '../../../renderer/queue/columns.tsx';
import { DeskClock } from '../../../renderer/ui/desk-clock.tsx';
import { firstPolicy } from '../../helpers/builders.ts';
import { row } from './queue-world.ts';

test('the grid has every queue column, in the order of `QUEUE_COLUMNS`', () => {
  expect(columns.map(({ id }) => id)).toEqual([...QUEUE_COLUMNS]);
});

test('a standard precinct monitor shows all columns while no report is open, even with a scroll bar', () => {
  const [navigation, scrollBar, frame] = [208, 15, 2];
  expect(columnsThatFit(1366 - navigation - scrollBar - frame)).toEqual(
    // The omitted columns need a wider window. Beside an open report, each row has a second line for them.
    new Set(QUEUE_COLUMNS.filter((id) => id !== 'value' && id !== 'assignee')),
  );
});

test('the column that the list is sorted by stays, however narrow the window is', () => {
  for (const width of [480, 700, 1100]) {
    for (const id of QUEUE_COLUMNS) expect(columnsThatFit(width, FIRST_COLUMNS, id)).toContain(id);
  }
  expect(columnsThatFit(480, { ...FIRST_COLUMNS, hidden: ['receivedAt'] }, 'receivedAt')).not.toContain('receivedAt');
});

test('in a narrow window the tracking number, the wait and the offense stay visible', () => {
  const fit = columnsThatFit(480);
  expect(fit).toContain('trackingNumber');
  expect(fit).toContain('waiting');
  expect(fit).toContain('offense');
  expect(fit).not.toContain('receivedAt');
  expect(columnsThatFit(0).size).toBe(1);
});

test('the columns that fit are never wider than the available space', () => {
  for (let width = 200; width < 2000; width += 37) {
    const least = gridTemplate([...columnsThatFit(width)])
      .match(/[\d.]+(?=rem)/g)
      ?.reduce((sum, one) => sum + 16 * Number(one), 0);
    expect(least).toBeLessThanOrEqual(width);
  }
});

/** Returns the HTML of one cell. */
function cell(id: QueueColumn, more: Partial<QueueRow>): string {
  const draw = columns.find((column) => column.id === id)?.cell as unknown as (at: object) => ReactNode;
  const children = draw({ row: { original: { index: 0, row: { ...row('1'), ...more } } } });
  // oxlint-disable-next-line react/no-children-prop
  return renderToStaticMarkup(createElement(DeskClock, { policy: firstPolicy(), children }));
}

test('a message that waits, photos and the language are seen on a precinct monitor, beside the offense', () => {
  const html = cell('offense', { message: 1, photos: 3, language: 'es' });
  expect(html).toContain('The reporter wrote a message that nobody has answered');
  expect(html).toMatch(/3 photos[\s\S]*ES/);
});

test('a closed report does not show how long it has been waiting', () => {
  expect(cell('waiting', { state: 'submitted' })).toContain('Since');
  for (const state of ['approved', 'rejected'] as const) expect(cell('waiting', { state })).not.toContain('Since');
});

test('each column gives way where it does not fit, and two-line rows show the one that they are sorted by', () => {
  for (const id of QUEUE_COLUMNS) expect(COLUMN_RULES).toContain(`.grid[data-out~="${id}"] .col-${id} `);
  expect(COLUMN_RULES).toContain('.grid-two:not([data-sorted="kind"]) .grid-cell.col-kind ');
  expect(COLUMN_RULES).not.toContain('.grid-two:not([data-sorted="person"])');
});
