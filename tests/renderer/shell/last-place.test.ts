import { expect, test } from 'vitest';
import { createLastPlace } from '../../../renderer/shell/last-place.ts';

const storage = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
};

test('after unlocking, the same officer returns to where the window was, and no one else does', () => {
  const place = createLastPlace(storage());
  place.keep({ officerId: 'a', openId: 'r', view: 'queue' });
  expect(place.of('a')).toEqual({ officerId: 'a', openId: 'r', view: 'queue' });
  expect(place.of('b')).toBeNull();
});

test('a reloaded page remembers the view, but never which report was open', () => {
  const before = storage();
  createLastPlace(before).keep({ officerId: 'a', openId: 'password-report', view: 'settings' });
  expect(createLastPlace(before).of('a')).toEqual({ officerId: 'a', openId: null, view: 'settings' });
  expect([...before.kept.values()].join()).not.toContain('password-report');
});

test.each(['', 'null', '{"officerId":"a","view":"nowhere"}', '[1]'])('unreadable data is ignored: %s', (text) => {
  const before = storage();
  before.setItem('last-place', text);
  expect(createLastPlace(before).of('a')).toBeNull();
});
