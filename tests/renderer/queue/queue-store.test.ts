import { expect, test, vi } from 'vitest';
import type { QueuePage, QueueRequest } from '#shared/domain/queue.ts';
import { AppError } from '#shared/errors.ts';
import { createOpenings } from '../../../renderer/model/openings.ts';
import { startQueue } from '../../../renderer/queue/queue-state.ts';
import { createQueueStore } from '../../../renderer/queue/queue-store.ts';
import { row } from './queue-world.ts';

const first = startQueue(
  {
    filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'asc' },
  },
  null,
);

/** Stands in for the side that answers requests: the test answers them when and in the order it chooses. */
function slowSide() {
  const open: { request: QueueRequest; answer: (page: QueuePage) => void; fail: (error: unknown) => void }[] = [];
  const ask = (request: QueueRequest) =>
    new Promise<QueuePage>((answer, fail) => {
      open.push({ request, answer, fail });
    });
  return { asks: { page: ask, place: () => Promise.resolve({ at: null }) }, open };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('typing fast shows only the result of the last query, whichever answer arrives last', async () => {
  const { asks, open } = slowSide();
  const store = createQueueStore(
    first,
    asks,
    createOpenings(() => Promise.resolve()),
  );
  store.tell({ type: 'search', text: 'p' });
  store.tell({ type: 'search', text: 'park' });
  expect(open.map(({ request }) => request.filter.text)).toEqual(['p', 'park']);
  open[1]?.answer({ rows: [], total: 2 });
  open[0]?.answer({ rows: [], total: 77 });
  await settle();
  expect(store.drawn().pages.total).toBe(2);
});

test('a failure is reported, and a retry asks again', async () => {
  const { asks, open } = slowSide();
  const store = createQueueStore(
    first,
    asks,
    createOpenings(() => Promise.resolve()),
  );
  let heard = 0;
  store.subscribe(() => heard++);
  store.begin();
  open[0]?.fail(new AppError('cache_unreadable'));
  await settle();
  expect(store.drawn().pages.error?.code).toBe('cache_unreadable');
  store.tell({ type: 'news' });
  open[1]?.answer({ rows: [], total: 0 });
  await settle();
  expect(store.drawn().pages).toMatchObject({ error: null, total: 0 });
  expect(heard).toBeGreaterThanOrEqual(3);
});

test('scrolling through loaded rows does not rerender, and still requests missing ones', async () => {
  const { asks, open } = slowSide();
  const store = createQueueStore(
    first,
    asks,
    createOpenings(() => Promise.resolve()),
  );
  store.begin();
  open[0]?.answer({ rows: [], total: 500 });
  await settle();
  store.tell({ type: 'sized', height: 680, rowHeight: 32 });
  let heard = 0;
  store.subscribe(() => heard++);
  const before = store.drawn();
  store.tell({ type: 'scrolled', top: 20 });
  expect([heard, store.drawn()]).toEqual([0, before]);
  store.tell({ type: 'scrolled', top: 80 * 32 });
  expect(open.map(({ request }) => request.offset)).toEqual([0, 100]);
  expect(heard).toBe(1);
});

/**
 * Makes a list of three reports, none of them open. The test decides when saving that a report was opened succeeds or
 * fails.
 */
async function threeReports() {
  const { asks, open } = slowSide();
  const stored: { id: string; settle: () => void; fail: (error: unknown) => void }[] = [];
  const openings = createOpenings(
    (id) =>
      new Promise<void>((settle, fail) => {
        stored.push({ id, settle, fail });
      }),
  );
  const store = createQueueStore(first, asks, openings);
  store.begin();
  const rows = ['a', 'b', 'c'].map(row);
  open[0]?.answer({ rows, total: rows.length });
  await settle();
  store.tell({ type: 'drawn', blocks: store.drawn().pages.blocks, at: 0 });
  return { store, openings, stored };
}

test('the cursor moves and the report shows at once, when its opening is stored', async () => {
  const { store, openings, stored } = await threeReports();
  store.tell({ type: 'press', index: 1, at: 1 });
  expect(stored.map(({ id }) => id)).toEqual(['b']);
  expect([store.newest().openId, store.drawn().openId, openings.drawn().id]).toEqual(['b', null, null]);
  const heard: unknown[] = [];
  store.subscribe(() => heard.push([store.drawn().openId, openings.drawn().id]));
  stored[0]?.settle();
  await settle();
  expect(heard).toEqual([['b', 'b']]);
});

test('an opening that takes long to store does not hold the cursor, and its report is still not shown', async () => {
  const { store, openings, stored } = await threeReports();
  vi.useFakeTimers();
  try {
    store.tell({ type: 'press', index: 1, at: 1 });
    vi.advanceTimersByTime(60);
  } finally {
    vi.useRealTimers();
  }
  expect([store.drawn().openId, openings.drawn().id]).toEqual(['b', null]);
  stored[0]?.settle();
  await settle();
  expect(openings.drawn().id).toBe('b');
});

test('what is typed while an opening is being stored is in the search box at once', async () => {
  const { store } = await threeReports();
  store.tell({ type: 'press', index: 1, at: 1 });
  store.tell({ type: 'search', text: 'T' });
  expect(store.drawn().pages.question.filter.text).toBe('T');
});

test('of three reports that keys run through, only the last one is shown', async () => {
  const { store, openings, stored } = await threeReports();
  store.tell({ type: 'press', index: 0, at: 1 });
  store.tell({ type: 'move', by: 1, at: 2 });
  store.tell({ type: 'move', by: 1, at: 3 });
  for (const { settle } of stored) settle();
  await settle();
  expect([store.drawn().openId, openings.drawn().id, stored.map(({ id }) => id)]).toEqual(['c', 'c', ['a', 'b', 'c']]);
});

test('a report that is closed while its opening is being stored stays closed', async () => {
  const { store, stored } = await threeReports();
  store.tell({ type: 'press', index: 0, at: 1 });
  store.tell({ type: 'close' });
  expect(store.drawn().openId).toBeNull();
  stored[0]?.settle();
  await settle();
  expect(store.drawn().openId).toBeNull();
});
