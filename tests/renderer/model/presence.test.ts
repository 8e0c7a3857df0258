import { expect, test } from 'vitest';
import { initials, presenceOf } from '../../../renderer/hooks/presence.ts';

const NOW = Date.parse('2026-03-07T14:00:00.000Z');
const claim = {
  by: { id: '0195706f-0000-7000-8000-000000000001', displayName: 'Officer Luis Ortega' },
  since: '2026-03-07T13:55:00.000Z',
  expiresAt: '2026-03-07T14:05:00.000Z',
};
const other = '0195706f-0000-7000-8000-000000000002';

test("a colleague's claim shows who and since when; one's own shows nothing about others", () => {
  expect(presenceOf(claim, other, true, NOW)).toEqual({
    kind: 'colleague',
    name: 'Officer Luis Ortega',
    since: claim.since,
  });
  expect(presenceOf(claim, claim.by.id, true, NOW)).toEqual({ kind: 'me' });
});

test('an expired claim belongs to no one', () => {
  expect(presenceOf(claim, other, true, Date.parse(claim.expiresAt))).toEqual({ kind: 'nobody' });
});

test('offline, viewers are unknown, with or without an earlier claim', () => {
  expect(presenceOf(null, other, false, NOW)).toEqual({ kind: 'unknown', last: null });
  expect(presenceOf(claim, other, false, NOW)).toMatchObject({
    kind: 'unknown',
    last: { name: 'Officer Luis Ortega' },
  });
});

test('initials are short enough for a row, and leave out the rank', () => {
  expect(['Officer Luis Ortega', 'Sergeant Ruth Adeyemi', 'Ñusta', 'Officer Rivera', 'Officer'].map(initials)).toEqual([
    'LO',
    'RA',
    'Ñ',
    'R',
    '?',
  ]);
});
