import { expect, test } from 'vitest';
import { FIRST_PREFERENCES, preferencesChange, readPreferences, undoSeconds } from '#shared/domain/preferences.ts';

test('saved preferences are read field by field: an invalid one gets its default, and the others are kept', () => {
  expect(readPreferences(null)).toEqual(FIRST_PREFERENCES);
  expect(readPreferences('nonsense')).toEqual(FIRST_PREFERENCES);
  const kept = { density: 'compact', times: 'stardate', keys: { approve: 'x' }, fromTheFuture: 1 };
  expect(readPreferences(kept)).toEqual({ ...FIRST_PREFERENCES, density: 'compact', keys: { approve: 'x' } });
});

test('a change contains only what it changes', () => {
  expect(preferencesChange.parse({ openNext: false })).toEqual({ openNext: false });
  expect(preferencesChange.parse({})).toEqual({});
  expect(preferencesChange.safeParse({ openNext: 'yes' }).success).toBe(false);
});

test("an officer may set a longer undo time than the agency's, never a shorter one", () => {
  expect(undoSeconds(20, { holdSeconds: 0 })).toBe(20);
  expect(undoSeconds(20, { holdSeconds: 60 })).toBe(60);
  expect(undoSeconds(90, { holdSeconds: 60 })).toBe(90);
});
