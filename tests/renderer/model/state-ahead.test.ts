import { expect, test } from 'vitest';
import type { OutboxRow, ReportView } from '#shared/ipc-shapes.ts';
import { actsNow, stateAhead } from '../../../renderer/model/state-ahead.ts';

const row = (state: OutboxRow['state'], act: OutboxRow['act']) => ({ state, act }) as OutboxRow;
const approve: OutboxRow['act'] = { kind: 'approve', offenseCode: 'lost_property', note: '' };
const call: OutboxRow['act'] = { kind: 'log_call', outcome: 'reached', note: '' };
const view = (...outbox: OutboxRow[]) =>
  ({ report: { state: 'submitted' }, here: true, outbox }) as unknown as ReportView;

test('a pending decision counts as made, so that no one decides twice', () => {
  expect(stateAhead(view(row('held', approve)), 'officer')).toBe('approved');
  expect(stateAhead(view(row('waiting', approve)), 'officer')).toBe('approved');
});

test('a decision that the server rejected leaves the report open for another decision', () => {
  expect(stateAhead(view(row('conflict', approve)), 'officer')).toBe('submitted');
  expect(stateAhead(view(row('refused', approve), row('held', call)), 'officer')).toBe('submitted');
});

const officer = { id: '0195706f-0000-7000-9000-000000000001', role: 'officer' } as const;
const decided = (by: string | null, ...outbox: OutboxRow[]) =>
  ({ report: { state: 'approved', decidedBy: by }, here: true, outbox }) as unknown as ReportView;

test('a sent decision can be reopened only by its officer or a supervisor', () => {
  expect(actsNow(decided(officer.id), officer)).toContain('return');
  expect(actsNow(decided('somebody else'), officer)).not.toContain('return');
  expect(actsNow(decided('somebody else'), { ...officer, role: 'supervisor' })).toContain('return');
});

test('a pending decision is undone, not reopened: the person must not get two letters', () => {
  const supervisor = { ...officer, role: 'supervisor' } as const;
  expect(actsNow(view(row('held', approve)), supervisor)).toEqual(['message', 'note', 'correct']);
});

test('no actions are offered for a report that only the server still has', () => {
  expect(actsNow({ ...decided(officer.id), here: false }, officer)).toEqual([]);
});
