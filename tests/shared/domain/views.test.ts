import { expect, test } from 'vitest';
import { FIRST_PREFERENCES, readPreferences } from '#shared/domain/preferences.ts';
import { reportState } from '#shared/domain/report.ts';
import { parseSearch } from '#shared/domain/search.ts';
import {
  amongAll,
  amongClosed,
  EVERYTHING_OPEN,
  freeTitle,
  isSameFilter,
  isSameView,
  receivedFromTo,
  standardViews,
  toDecide,
  VIEWS,
  viewShown,
} from '#shared/domain/views.ts';
import { allowedActs, OPEN_STATES } from '#shared/domain/workflow.ts';

test('what was received on some days is listed whether it is open or closed, of one kind or of all', () => {
  const { filter, sort } = receivedFromTo('2026-03-07', '2026-03-08', null);
  expect(parseSearch(filter.text)).toMatchObject({ from: '2026-03-07', to: '2026-03-08', problems: [] });
  // A report that was never finished or confirmed was not received.
  const received = reportState.options.filter((one) => one !== 'draft' && one !== 'unconfirmed');
  expect([...filter.states].sort()).toEqual(received.sort());
  expect([filter.kinds, sort.direction]).toEqual([[], 'desc']);
  expect(receivedFromTo('2026-03-07', '2026-03-08', 'fraud').filter.kinds).toEqual(['fraud']);
});

test('a view is recognized by its filter, regardless of the order its options were selected in', () => {
  const one = { ...EVERYTHING_OPEN, states: ['submitted' as const, 'returned' as const] };
  const other = { ...EVERYTHING_OPEN, states: ['returned' as const, 'submitted' as const], only: [] };
  expect(isSameFilter(one, other)).toBe(true);
  expect(isSameFilter(one, { ...other, text: 'park' })).toBe(false);
  for (const view of standardViews('officer')) {
    expect(standardViews('officer').filter(({ filter }) => isSameFilter(filter, view.filter))).toEqual([view]);
  }
});

test('"To decide" lists only what this person may decide', () => {
  for (const role of ['officer', 'supervisor'] as const) {
    const { states } = toDecide(role).filter;
    expect(standardViews(role)).toContain(toDecide(role));
    for (const state of OPEN_STATES) {
      const acts = allowedActs(state, role);
      expect(states.includes(state), `${role}: ${state}`).toBe(
        acts.includes('approve') || acts.includes('uphold_appeal'),
      );
    }
  }
  expect(toDecide('officer').filter.states).not.toContain('escalated');
  expect(toDecide('supervisor').filter.states).toEqual(expect.arrayContaining(['escalated', 'appealed']));
});

test('no two views have the same name', () => {
  expect(freeTitle(' Park Street ', ['Queue'], 'My view')).toBe('Park Street');
  expect(freeTitle('Queue', ['Queue', 'Queue 2'], 'My view')).toBe('Queue 3');
  expect(freeTitle('', [], 'My view')).toBe('My view');
});

test('saved views and columns are restored, and invalid ones from another version do not affect the rest', () => {
  const views = [{ title: 'Park', filter: { ...EVERYTHING_OPEN, text: 'street:park' }, sort: VIEWS.all.sort }];
  const columns = { order: ['person' as const], hidden: ['kind' as const], widths: { person: 200 } };
  expect(readPreferences({ ...FIRST_PREFERENCES, views, columns })).toMatchObject({ views, columns });
  expect(readPreferences({ views: [{ title: 'Old', filter: 7 }], density: 'compact' })).toMatchObject({
    views: [],
    density: 'compact',
  });
});

test('if no open report matches, the same search can be run on closed reports', () => {
  const filter = {
    ...EVERYTHING_OPEN,
    kinds: ['fraud' as const],
    likelyDuplicate: true,
    only: ['mine' as const],
    text: 'park',
  };
  expect(amongClosed(filter)).toEqual({ ...filter, text: 'park is:closed' });
  expect(amongClosed({ ...filter, text: '' })).toBeNull();
  expect(amongClosed({ ...filter, states: ['submitted'] })).toBeNull();
  expect(amongClosed({ ...filter, text: 'is:open park' })).toBeNull();
  expect(amongClosed({ ...filter, text: 'p'.repeat(195) })).toBeNull();
});

test('a re-sorted view is a different view, but keeps the name until it is saved', () => {
  const queue = VIEWS.all;
  const newest = { ...queue, title: 'Newest', sort: { column: 'receivedAt', direction: 'desc' } as const };
  expect(isSameView(queue, newest)).toBe(false);
  expect(viewShown([queue], newest)).toBe(queue);
  expect(viewShown([queue, newest], newest)).toBe(newest);
  expect(viewShown([queue, newest], queue)).toBe(queue);
  expect(viewShown([queue], { ...queue, filter: { ...queue.filter, text: 'park' } })).toBeUndefined();
});

test("words that match nothing in a view can be searched in all reports, without the view's filters", () => {
  const filter = { ...VIEWS.duplicates.filter, text: 'park' };
  const wide = { states: [], kinds: [], text: 'park is:any', likelyDuplicate: false };
  expect(amongAll(filter)).toEqual(wide);
  expect(amongAll({ ...wide, text: 'park', only: ['mine'] })).toEqual(wide);
  expect(amongAll({ ...filter, text: 'park is:closed' })?.text).toBe('park is:closed');
  expect(amongAll({ ...filter, text: ' ' })).toBeNull();
  // Only words narrow this view, so there is no wider search to offer. Closed reports are offered separately.
  expect(amongAll({ ...wide, text: 'park' })).toBeNull();
  expect(amongAll({ ...filter, text: 'p'.repeat(195) })).toBeNull();
});
