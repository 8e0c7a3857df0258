import { expect, test } from 'vitest';
import type { QueuePage, QueueRequest } from '#shared/domain/queue.ts';
import { AppError } from '#shared/errors.ts';
import { askOther, hearNews, look } from '../../../renderer/queue/page-cache.ts';
import { createQueueStore } from '../../../renderer/queue/queue-store.ts';

const question = (text: string) => ({
  filter: { states: [], kinds: [], text, likelyRepeat: false },
  sort: { column: 'receivedAt' as const, direction: 'asc' as const },
});

/** The other side as a queue of questions that the test answers when and in the order it likes. */
function slowSide() {
  const open: { request: QueueRequest; answer: (page: QueuePage) => void; fail: (error: unknown) => void }[] = [];
  const ask = (request: QueueRequest) =>
    new Promise<QueuePage>((answer, fail) => {
      open.push({ request, answer, fail });
    });
  return { ask, open };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('typing fast shows the last question only, whichever answer comes last', async () => {
  const { ask, open } = slowSide();
  const store = createQueueStore(question(''), ask);
  store.change((now) => askOther(now, question('p')));
  store.change((now) => askOther(now, question('park')));
  expect(open.map(({ request }) => request.filter.text)).toEqual(['p', 'park']);
  open[1]?.answer({ rows: [], total: 2 });
  open[0]?.answer({ rows: [], total: 77 });
  await settle();
  expect(store.pages().total).toBe(2);
});

test('a failure is told, and another try asks again', async () => {
  const { ask, open } = slowSide();
  const store = createQueueStore(question(''), ask);
  let heard = 0;
  store.subscribe(() => heard++);
  store.change((now) => now);
  open[0]?.fail(new AppError('cache_unreadable'));
  await settle();
  expect(store.pages().error?.code).toBe('cache_unreadable');
  store.change(hearNews);
  open[1]?.answer({ rows: [], total: 0 });
  await settle();
  expect(store.pages()).toMatchObject({ error: null, total: 0 });
  expect(heard).toBeGreaterThanOrEqual(3);
});

test('who scrolls through rows that are there draws nothing anew, and still asks for those that are not', async () => {
  const { ask, open } = slowSide();
  const store = createQueueStore(question(''), ask);
  store.change((now) => now);
  open[0]?.answer({ rows: [], total: 500 });
  await settle();
  let heard = 0;
  store.subscribe(() => heard++);
  const before = store.pages();
  store.change((now) => look(now, 20, 60));
  expect([heard, store.pages()]).toEqual([0, before]);
  store.change((now) => look(now, 80, 120));
  expect(open.map(({ request }) => request.offset)).toEqual([0, 100]);
  expect(heard).toBe(1);
});
