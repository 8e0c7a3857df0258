import { expect, test } from 'vitest';
import { pauseMs } from '#electron/worker/sync/failed-try.ts';

test('waits one second at first, doubles up to one minute, and subtracts at most half as jitter', () => {
  expect([1, 2, 3, 6, 7, 50].map((n) => pauseMs(n, () => 1, null))).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  expect([1, 2, 7].map((n) => pauseMs(n, () => 0, null))).toEqual([500, 1000, 30_000]);
});

test('waits at least as long as the server asks, up to a limit', () => {
  expect(pauseMs(1, () => 0, 5000)).toBe(5000);
  expect(pauseMs(9, () => 1, 5000)).toBe(60_000);
  expect(pauseMs(1, () => 0, 86_400_000)).toBe(600_000);
});
