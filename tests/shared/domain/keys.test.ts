import { expect, test } from 'vitest';
import { chosenKeys, DEFAULT_KEYS, holderOf, KEY_ACTIONS, keysOf, withKey } from '#shared/domain/keys.ts';

test('at first every action has a key, and no two have the same', () => {
  expect(new Set(Object.values(DEFAULT_KEYS)).size).toBe(KEY_ACTIONS.length);
  expect(keysOf({})).toEqual(DEFAULT_KEYS);
});

test('a chosen key says whose it is already, and chosen back it is no choice any more', () => {
  expect(holderOf(DEFAULT_KEYS, 'r', 'approve')).toBe('reject');
  expect(holderOf(DEFAULT_KEYS, 'r', 'reject')).toBeNull();
  expect(holderOf(DEFAULT_KEYS, '9', 'approve')).toBeNull();
  const chosen = withKey({}, 'approve', '9');
  expect(keysOf(chosen)).toEqual({ ...DEFAULT_KEYS, approve: '9' });
  expect(withKey(chosen, 'approve', 'a')).toEqual({});
});

test('a key never does two things, whatever was kept', () => {
  for (const action of KEY_ACTIONS) {
    for (const other of KEY_ACTIONS.filter((one) => one !== action)) {
      const keys = Object.values(keysOf({ [action]: DEFAULT_KEYS[other] })).filter((key) => key !== '');
      expect(new Set(keys).size).toBe(keys.length);
    }
  }
});

test('a key that an officer chose stays where it was chosen, also when something new would have it at first', () => {
  expect(keysOf({ undo: DEFAULT_KEYS.swap })).toEqual({ ...DEFAULT_KEYS, undo: DEFAULT_KEYS.swap, swap: '' });
  expect(keysOf({ approve: DEFAULT_KEYS.swap }).approve).toBe(DEFAULT_KEYS.swap);
});

test.each([' ', '', 'ab', 'Enter', '\t', '\u0007'])('%j is no key to choose', (key) => {
  expect(chosenKeys.safeParse({ approve: key }).success).toBe(false);
});

test('keys of every alphabet can be chosen, without regard to their case', () => {
  expect(chosenKeys.parse({ approve: 'Ñ', reject: '1', undo: '<' })).toEqual({ approve: 'ñ', reject: '1', undo: '<' });
});
