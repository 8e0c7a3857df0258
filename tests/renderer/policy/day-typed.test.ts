import { expect, test } from 'vitest';
import { dayShown, dayTyped } from '../../../renderer/policy/day-typed.ts';

test('a holiday is shown and typed as people write dates, and stored in one form', () => {
  expect(dayShown('2026-07-03')).toBe('7/3/2026');
  for (const typed of ['7/3/2026', '07/03/2026', '2026-07-03']) expect(dayTyped(typed)).toBe('2026-07-03');
});

test('what is no date stays as it was typed', () => {
  for (const typed of ['July 3', '7/3', '7/3/26']) expect([dayTyped(typed), dayShown(typed)]).toEqual([typed, typed]);
});
