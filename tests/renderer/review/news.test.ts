import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { newsSince, readUpTo } from '../../../renderer/review/news.ts';

const ME = '0195706f-0000-7000-9000-000000000001';
const COLLEAGUE = '0195706f-0000-7000-9000-000000000002';
const line = (kind: HistoryEntry['kind'], officerId?: string): HistoryEntry => ({
  at: '2026-03-06T22:00:00.000Z',
  kind,
  by: officerId === undefined ? null : 'Officer',
  ...(officerId === undefined ? {} : { officerId }),
  event: { code: 'noted', params: {} },
  note: null,
  letter: null,
});
const submitted = line('submitted');
const read = readUpTo({ version: 1, history: [submitted] });
const kinds = (lines: readonly HistoryEntry[] | null) => lines?.map(({ kind }) => kind);

test('an own act that is acknowledged under an open form is no news, and neither is that its letter left', () => {
  const history = [submitted, line('noted', ME), line('contact', ME), line('letter_sent')];
  expect(newsSince(read, { version: 3, history }, ME)).toBeNull();
});

test('what a colleague or the person did must be read, and own acts are not listed with it', () => {
  const history = [submitted, line('noted', ME), line('contact', COLLEAGUE), line('answered')];
  expect(kinds(newsSince(read, { version: 4, history }, ME))).toEqual(['contact', 'answered']);
});

test('a change that no line explains counts as somebody else’s', () => {
  expect(newsSince(read, { version: 2, history: [submitted] }, ME)).toEqual([]);
});

test('a line without a new version changes nothing: what is being decided about is the same', () => {
  expect(newsSince(read, { version: 1, history: [submitted, line('letter_failed')] }, ME)).toBeNull();
});
