import { expect, test } from 'vitest';
import { runSlices } from '#electron/worker/slices.ts';

const around = (slice: (given: undefined) => void) => slice(undefined);
/** Holds the thread for `ms` milliseconds. */
const hold = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test('other work gets a turn after each slice of a long job, and the job finishes', async () => {
  let [steps, turns, slices] = [0, 0, 0];
  let working = true;
  const somebody = () => {
    turns += 1;
    if (working) setImmediate(somebody);
  };
  setImmediate(somebody);
  const done = await runSlices(
    () => {
      hold(1);
      steps += 1;
      return steps < 60;
    },
    {
      budgetMs: 5,
      around: (slice) => {
        slices += 1;
        slice(undefined);
      },
    },
  );
  working = false;
  expect({ done, steps }).toEqual({ done: true, steps: 60 });
  expect(slices).toBeGreaterThanOrEqual(12);
  expect(turns).toBeGreaterThanOrEqual(slices - 1);
});

test('other work gets a turn between two consecutive single-slice jobs', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('somebody'));
  for (const name of ['first', 'second']) {
    await runSlices(() => order.push(name) === 0, { budgetMs: 5, around });
  }
  expect(order).toEqual(['first', 'somebody', 'second']);
});

test('stops between two slices when aborted, and reports that work is left', async () => {
  const controller = new AbortController();
  let steps = 0;
  const done = await runSlices(
    () => {
      steps += 1;
      if (steps === 3) controller.abort();
      return true;
    },
    { budgetMs: 0, around, signal: controller.signal },
  );
  expect({ done, steps }).toEqual({ done: false, steps: 3 });
});

test('an error in a step reaches the caller', async () => {
  const fault = new Error('a fault');
  await expect(
    runSlices(
      () => {
        throw fault;
      },
      { budgetMs: 5, around },
    ),
  ).rejects.toBe(fault);
});
