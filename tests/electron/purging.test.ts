import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPurging } from '#electron/purging.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

/** Twice a few reports are due, and then none. */
function purging() {
  const due = [25, 10];
  const built = Promise.withResolvers<void>();
  const told: unknown[] = [];
  const slice = vi.fn(() => due.shift() ?? 0);
  const { stop } = startPurging({
    slice,
    mayWrite: () => built.promise,
    sweep: () => Promise.resolve(),
    announce: (topic) => told.push(topic),
    log: (event, fields) => told.push([event, fields]),
  });
  return { slice, stop, told, built: built.resolve };
}

test('what is due leaves slice by slice, once no index is being built, and is told at the end', async () => {
  const { slice, stop, told, built } = purging();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(slice).not.toHaveBeenCalled();
  built();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(slice).toHaveBeenCalledTimes(3);
  expect(told).toEqual([['cache.purged', { reports: 35 }], 'reports']);
  stop();
});

test('nothing leaves a cache that is being closed', async () => {
  const { slice, stop, built } = purging();
  await vi.advanceTimersByTimeAsync(MINUTE);
  stop();
  built();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  expect(slice).not.toHaveBeenCalled();
});
