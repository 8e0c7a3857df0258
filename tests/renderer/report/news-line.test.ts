import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { latestEntries } from '../../../renderer/report/news-line.tsx';

const entry = (kind: HistoryEntry['kind'], at: number) =>
  ({ kind, at: `2026-03-0${at}T10:00:00.000Z`, by: null, event: { code: 'noted', params: {} } }) as HistoryEntry;
const kinds = (entries: readonly HistoryEntry[]) => entries.map(({ kind }) => kind);

test.each([
  ['escalated', 'escalated'],
  ['returned', 'returned'],
  ['appealed', 'appealed'],
] as const)('what was added to an %s report since is above why it is so', (state, why) => {
  expect(kinds(latestEntries(state, [entry(why, 1), entry('added', 2)]))).toEqual(['added', why]);
  expect(kinds(latestEntries(state, [entry('added', 1), entry(why, 2)]))).toEqual([why]);
});

test('an unanswered message does not hide why an officer escalated the report', () => {
  const message = { ...entry('message', 2), event: { code: 'message', params: {} } } as unknown as HistoryEntry;
  expect(kinds(latestEntries('escalated', [entry('escalated', 1), message]))).toEqual(['message', 'escalated']);
  expect(kinds(latestEntries('submitted', [entry('submitted', 1), message]))).toEqual(['message']);
});

test('with an appeal comes the decision that it is about', () => {
  const history = [entry('submitted', 1), entry('rejected', 2), entry('appealed', 3)];
  expect(kinds(latestEntries('appealed', history))).toEqual(['appealed', 'rejected']);
  expect(kinds(latestEntries('returned', [...history, entry('returned', 4)]))).toEqual(['returned']);
});

test('an addition is the news of a new report, and nothing is without one', () => {
  expect(kinds(latestEntries('submitted', [entry('submitted', 1), entry('added', 2)]))).toEqual(['added']);
  expect(latestEntries('submitted', [entry('submitted', 1)])).toEqual([]);
});

test('nothing can be added to a report that was rejected, so its reason is all', () => {
  expect(kinds(latestEntries('rejected', [entry('added', 1), entry('rejected', 2)]))).toEqual(['rejected']);
});
