import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { readUpTo } from '../../../renderer/model/read.ts';
import { newsSince } from '../../../renderer/review/news.ts';

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

test("an officer's own action acknowledged under an open form is not news, and neither is its letter being sent", () => {
  const history = [submitted, line('noted', ME), line('contact', ME), line('letter_sent')];
  expect(newsSince(read, { version: 3, history }, ME)).toBeNull();
});

test("changes by a colleague or the person must be read, and the officer's own are not listed with them", () => {
  const history = [submitted, line('noted', ME), line('contact', COLLEAGUE), line('answered')];
  expect(kinds(newsSince(read, { version: 4, history }, ME))).toEqual(['contact', 'answered']);
});

test("a change that no history entry explains counts as someone else's", () => {
  expect(newsSince(read, { version: 2, history: [submitted] }, ME)).toEqual([]);
});

test('a history entry without a new version is not news: the report being decided on is the same', () => {
  expect(newsSince(read, { version: 1, history: [submitted, line('letter_failed')] }, ME)).toBeNull();
});
