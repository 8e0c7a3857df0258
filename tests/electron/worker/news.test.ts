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

test('all news in one turn of the event loop is sent as one message', () => {
  announce('reports');
  announce('outbox');
  announce('reports');
  vi.advanceTimersByTime(0);
  expect(told).toEqual([['reports', 'outbox']]);
});

test('a long pull is announced at once at the start, then four times a second, and at the end', () => {
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

test("an officer's action is announced at once during a pull, along with other pending news", () => {
  announce('reports');
  vi.advanceTimersByTime(1);
  announce('reports');
  announce('outbox');
  vi.advanceTimersByTime(0);
  expect(told).toEqual([['reports'], ['reports', 'outbox']]);
});
