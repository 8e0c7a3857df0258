import { expect, test } from 'vitest';
import { fairQueue } from '#server/auth/fair-queue.ts';

/** Work that is over when the test says so. */
function bench(bounds: { running: number; waiting: number }) {
  const queue = fairQueue(bounds);
  const begun: string[] = [];
  const refused: string[] = [];
  const finishers: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    begun,
    refused,
    most: () => most,
    ask: async (...names: string[]) => {
      for (const name of names) {
        const work = () => {
          begun.push(name);
          running += 1;
          most = Math.max(most, running);
          return new Promise<void>((resolve) => finishers.push(resolve)).finally(() => {
            running -= 1;
          });
        };
        queue.run(name.slice(0, 1), work).catch((error: { code: string; retryAfterSeconds: number }) => {
          refused.push(`${name} ${error.code} ${error.retryAfterSeconds}`);
        });
      }
      await settled();
    },
    finish: async (times = 1) => {
      for (let n = 0; n < times; n += 1) {
        finishers.shift()?.();
        await settled();
      }
    },
  };
}

test('runs as much at once as it may, lets as much wait as it may, and refuses the rest with a time to try again', async () => {
  const { ask, begun, refused, most, finish } = bench({ running: 2, waiting: 3 });
  await ask('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7');
  expect(begun).toEqual(['a1', 'a2']);
  expect(refused).toEqual(['a6 unavailable 2', 'a7 unavailable 2']);
  await finish(5);
  expect(begun).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  expect(most()).toBe(2);
  await ask('a8');
  expect(begun.at(-1)).toBe('a8');
});

test('lets sources take turns, however much one of them sent before', async () => {
  const { ask, begun, finish } = bench({ running: 1, waiting: 9 });
  await ask('a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2');
  await finish(7);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('gives a source that has less the last place of the one that has most, where it is full', async () => {
  const { ask, begun, refused, finish } = bench({ running: 1, waiting: 4 });
  await ask('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1', 'b3');
  expect(refused.toSorted()).toEqual(['a3', 'a4', 'a5', 'b3'].map((name) => `${name} unavailable 2`));
  await finish(9);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'b2']);
});

test('goes on after work that failed', async () => {
  const queue = fairQueue({ running: 1, waiting: 1 });
  const failing = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('b', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
