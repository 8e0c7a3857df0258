import { expect, test } from 'vitest';
import { chosenKeys, DEFAULT_KEYS, holderOf, KEY_ACTIONS, keysOf, withKey } from '#shared/domain/keys.ts';

test('by default every action has a key, and no two are the same', () => {
  expect(new Set(Object.values(DEFAULT_KEYS)).size).toBe(KEY_ACTIONS.length);
  expect(keysOf({})).toEqual(DEFAULT_KEYS);
});

test('a selected key reports which action already has it, and selecting the default again removes the setting', () => {
  expect(holderOf(DEFAULT_KEYS, 'r', 'approve')).toBe('reject');
  expect(holderOf(DEFAULT_KEYS, 'r', 'reject')).toBeNull();
  expect(holderOf(DEFAULT_KEYS, '9', 'approve')).toBeNull();
  const chosen = withKey({}, 'approve', '9');
  expect(keysOf(chosen)).toEqual({ ...DEFAULT_KEYS, approve: '9' });
  expect(withKey(chosen, 'approve', 'a')).toEqual({});
});

test('a key never triggers two actions, even with conflicting saved settings', () => {
  for (const action of KEY_ACTIONS) {
    for (const other of KEY_ACTIONS.filter((one) => one !== action)) {
      const keys = Object.values(keysOf({ [action]: DEFAULT_KEYS[other] })).filter((key) => key !== '');
      expect(new Set(keys).size).toBe(keys.length);
    }
  }
});

test('a key an officer selected keeps its action, even if a new action has it as its default', () => {
  expect(keysOf({ undo: DEFAULT_KEYS.swap })).toEqual({ ...DEFAULT_KEYS, undo: DEFAULT_KEYS.swap, swap: '' });
  expect(keysOf({ approve: DEFAULT_KEYS.swap }).approve).toBe(DEFAULT_KEYS.swap);
});

test.each([' ', '', 'ab', 'Enter', '\t', '\u0007'])('%j cannot be selected as a key', (key) => {
  expect(chosenKeys.safeParse({ approve: key }).success).toBe(false);
});

test('keys of any alphabet can be selected, ignoring case', () => {
  expect(chosenKeys.parse({ approve: 'Ñ', reject: '1', undo: '<' })).toEqual({ approve: 'ñ', reject: '1', undo: '<' });
});
