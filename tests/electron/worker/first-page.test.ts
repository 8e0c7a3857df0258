import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startFirstPage } from '#electron/worker/first-page.ts';
import { standardViews } from '#shared/domain/views.ts';

const VIEWS = standardViews('officer');

test("the first page and each view's count are loaded before the window asks, one per event loop turn", async () => {
  const asked: unknown[] = [];
  const { stop } = startFirstPage(
    {
      page: ({ filter }) => asked.push(filter),
      counts: ([filter]) => {
        asked.push(filter);
        throw new Error('a damaged page is said when the window asks');
      },
    },
    VIEWS,
  );
  const wanted = [VIEWS[0], ...VIEWS].map(({ filter }) => filter);
  for (let n = 1; n <= wanted.length; n += 1) {
    await turn();
    expect(asked).toEqual(wanted.slice(0, n));
  }
  stop();
});

test('nothing more is loaded once the cache is about to close', async () => {
  let asked = 0;
  const { stop } = startFirstPage({ page: () => (asked += 1), counts: () => (asked += 1) }, VIEWS);
  await turn();
  stop();
  await turn();
  await turn();
  expect(asked).toBe(1);
});
