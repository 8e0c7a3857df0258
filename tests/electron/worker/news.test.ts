import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BACKGROUND_MS, createNews } from '#electron/worker/news.ts';
import type { Topic } from '#shared/ipc-names.ts';

let told: Topic[][];
let announce: (topic: Topic) => void;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  announce = createNews((topics) => told.push(topics));
});
afterEach(() => {
  vi.useRealTimers();
});

test('news of one turn of the loop are one message', () => {
  announce('reports');
  announce('outbox');
  announce('reports');
  vi.advanceTimersByTime(0);
  expect(told).toEqual([['reports', 'outbox']]);
});

test('a long pull is told at once when it begins, then four times a second, and to its end', () => {
  for (let page = 0; page < 100; page += 1) {
    announce('reports');
    vi.advanceTimersByTime(10);
  }
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(told.length).toBeLessThanOrEqual(5);
  vi.advanceTimersByTime(BACKGROUND_MS);
  const all = told.length;
  expect(told.at(-1)).toEqual(['reports']);
  vi.advanceTimersByTime(10 * BACKGROUND_MS);
  expect(told.length).toBe(all);
});

test('what an officer did is told at once in the midst of a pull, and takes along what waits', () => {
  announce('reports');
  vi.advanceTimersByTime(1);
  announce('reports');
  announce('outbox');
  vi.advanceTimersByTime(0);
  expect(told).toEqual([['reports'], ['reports', 'outbox']]);
});
