import { expect, test } from 'vitest';
import { isOwn } from '../../../renderer/second-review/own-decision-form.tsx';

const own = { kind: 'follow_up', code: null } as const;

test('a choice that could not be saved is not replaced without a word by that of a colleague who was faster', () => {
  expect(isOwn({ own, ownBy: null })).toBe(true);
  expect(isOwn({ own, ownBy: 'Lt. Diaz' })).toBe(false);
  expect(isOwn({ own: null, ownBy: null })).toBe(false);
});
