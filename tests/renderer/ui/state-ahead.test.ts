import { expect, test } from 'vitest';
import type { OutboxRow, ReportView } from '#shared/ipc.ts';
import { stateAhead } from '../../../renderer/ui/state-ahead.ts';

const row = (state: OutboxRow['state'], act: OutboxRow['act']) => ({ state, act }) as OutboxRow;
const approve: OutboxRow['act'] = { kind: 'approve', offenseCode: 'lost_property', note: '' };
const call: OutboxRow['act'] = { kind: 'log_call', outcome: 'reached', note: '' };
const view = (...outbox: OutboxRow[]) => ({ report: { state: 'submitted' }, outbox }) as unknown as ReportView;

test('a decision on its way counts as done, so that nobody decides twice', () => {
  expect(stateAhead(view(row('held', approve)), 'officer')).toBe('approved');
  expect(stateAhead(view(row('waiting', approve)), 'officer')).toBe('approved');
});

test('a decision that the server would not take leaves the report to be decided again', () => {
  expect(stateAhead(view(row('conflict', approve)), 'officer')).toBe('submitted');
  expect(stateAhead(view(row('refused', approve), row('held', call)), 'officer')).toBe('submitted');
});
