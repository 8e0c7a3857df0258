import { expect, test } from 'vitest';
import type { QueuePage, QueueRequest } from '#shared/domain/queue.ts';
import { AppError } from '#shared/errors.ts';
import { startQueue } from '../../../renderer/queue/queue-state.ts';
import { createQueueStore } from '../../../renderer/queue/queue-store.ts';

const first = startQueue(
  {
    filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
    sort: { column: 'receivedAt', direction: 'asc' },
  },
  null,
);

/** The other side: a queue of requests that the test answers when and in the order it chooses. */
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
  const store = createQueueStore(first, asks);
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
  const store = createQueueStore(first, asks);
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
  const store = createQueueStore(first, asks);
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
