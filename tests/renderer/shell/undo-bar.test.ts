import { expect, test } from 'vitest';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { undoable, undoneTogether, withReturned } from '../../../renderer/shell/undo-bar.tsx';

const now = Date.parse('2026-11-24T15:00:00.000Z');
const iso = (ms: number) => new Date(now + ms).toISOString();
const row = (id: string, createdAt: number, holdUntil: number, state: OutboxRow['state'] = 'held'): OutboxRow => ({
  id,
  reportId: id,
  trackingNumber: 'T26-000001-9',
  act: { kind: 'approve', offenseCode: 'lost_property', note: '' },
  seen: { reportVersion: 1, policyVersion: 1, letterHash: null },
  state,
  createdAt: iso(createdAt),
  holdUntil: iso(holdUntil),
  attempts: 0,
  problem: null,
});

test('undo cancels the newest decision that is still in its undo time', () => {
  const rows = [row('a', -9000, 11_000), row('b', -3000, 17_000), row('c', -1000, -1)];
  expect(undoable(rows, now)?.id).toBe('b');
});

test('reports assigned in one go are undone in one go, and nothing else is', () => {
  const to = '0195706f-0000-7000-9000-000000000009';
  const assigned = (id: string, createdAt: number, whom: string | null = to): OutboxRow => ({
    ...row(id, createdAt, 11_000),
    act: { kind: 'assign', to: whom, note: '' },
  });
  const rows = [assigned('before', -60_000), assigned('a', -3000), assigned('b', -2000), assigned('c', -1000)];
  const ids = (all: OutboxRow[]) => {
    const newest = undoable(all, now);
    return newest === null ? [] : undoneTogether(all, newest, now).map(({ id }) => id);
  };
  expect(ids(rows)).toEqual(['c', 'b', 'a']);
  expect(ids([...rows, assigned('d', -500, null)])).toEqual(['d']);
  expect(ids([...rows, row('approved', -500, 11_000)])).toEqual(['approved']);
});

test('a decision that is already being sent cannot be undone', () => {
  expect(undoable([row('a', -1000, 9000, 'waiting'), row('b', -1000, 9000, 'conflict')], now)).toBeNull();
  expect(undoable([], now)).toBeNull();
});

test('undo at once takes the decision just made, although the list that is read in the background has only the one before', () => {
  const before = row('a', -3000, 17_000);
  const made = row('b', -10, 20_000);
  expect(undoable(withReturned([before], made), now)?.id).toBe('b');
  // Once the decision is in the list, the list says what becomes of it.
  const sent = { ...made, state: 'waiting' } as const;
  expect(undoable(withReturned([before, sent], made), now)?.id).toBe('a');
});
