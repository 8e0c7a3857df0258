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

test('an officer goes on behind the lock where the window was, nobody else does', () => {
  const place = createLastPlace(storage());
  place.keep({ officerId: 'a', openId: 'r', view: 'queue' });
  expect(place.of('a')).toEqual({ officerId: 'a', openId: 'r', view: 'queue' });
  expect(place.of('b')).toBeNull();
});

test('a page that is loaded again knows the view, and never which report was open', () => {
  const before = storage();
  createLastPlace(before).keep({ officerId: 'a', openId: 'password-report', view: 'settings' });
  expect(createLastPlace(before).of('a')).toEqual({ officerId: 'a', openId: null, view: 'settings' });
  expect([...before.kept.values()].join()).not.toContain('password-report');
});

test.each(['', 'null', '{"officerId":"a","view":"nowhere"}', '[1]'])(
  'what it cannot read counts as nothing: %s',
  (text) => {
    const before = storage();
    before.setItem('last-place', text);
    expect(createLastPlace(before).of('a')).toBeNull();
  },
);
