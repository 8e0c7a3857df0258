import { expect, test } from 'vitest';
import { VIEWS } from '#shared/domain/views.ts';
import { createLastPlace } from '../../../renderer/shell/last-place.ts';

const storage = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
};

const here = {
  officerId: 'a',
  openId: 'r',
  view: 'queue',
  list: { filter: VIEWS.answered.filter, sort: VIEWS.answered.sort },
  form: { act: 'approve', on: 'r', read: { version: 2, lines: 3 } },
} as const;

test('after unlocking, the same officer returns to where the window was, and no one else does', () => {
  const place = createLastPlace(storage());
  place.keep(here);
  expect(place.of('a')).toEqual(here);
  expect(place.of('b')).toBeNull();
});

test('the locked window keeps the view of the queue, but no words that were searched for', () => {
  const place = createLastPlace(storage());
  const { filter, sort } = VIEWS.answered;
  place.keep({ ...here, list: { filter: { ...filter, text: 'person:lopez' }, sort } });
  expect(place.of('a')?.list).toEqual({ filter, sort });
});

test('a reloaded page remembers the view, but never which report was open', () => {
  const before = storage();
  createLastPlace(before).keep({ ...here, openId: 'secret-report', view: 'settings' });
  expect(createLastPlace(before).of('a')).toEqual({
    officerId: 'a',
    openId: null,
    view: 'settings',
    list: null,
    form: null,
  });
  expect([...before.kept.values()].join()).not.toMatch(/secret-report|approve|states/);
});

test.each(['', 'null', '{"officerId":"a","view":"nowhere"}', '[1]'])('unreadable data is ignored: %s', (text) => {
  const before = storage();
  before.setItem('last-place', text);
  expect(createLastPlace(before).of('a')).toBeNull();
});
