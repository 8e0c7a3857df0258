import { expect, test } from 'vitest';
import { backoffMs } from '#electron/common/backoff.ts';

test('waits a second at first, doubles up to a minute, and takes off at most half', () => {
  expect([1, 2, 3, 6, 7, 50].map((n) => backoffMs(n, () => 1))).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  expect([1, 2, 7].map((n) => backoffMs(n, () => 0))).toEqual([500, 1000, 30_000]);
});

test('waits at least as long as the server asks, but not for ever', () => {
  expect(backoffMs(1, () => 0, { wishMs: 5000 })).toBe(5000);
  expect(backoffMs(9, () => 1, { wishMs: 5000 })).toBe(60_000);
  expect(backoffMs(1, () => 0, { wishMs: 86_400_000 })).toBe(600_000);
});
