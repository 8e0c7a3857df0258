import { expect, test } from 'vitest';
import { allowance } from '#server/allowance.ts';

const HOUR_MS = 3_600_000;

test('an address that used up its allowance waits until the hour ends, and does not affect others', () => {
  const clock = { now: Date.parse('2026-11-24T15:00:00.000Z') };
  const { take, hasLeft, endsIn } = allowance({ most: 100, windowMs: HOUR_MS }, () => new Date(clock.now));
  take('192.0.2.1', 60);
  expect(hasLeft('192.0.2.1')).toBe(true);
  clock.now += 59 * 60_000;
  take('192.0.2.1', 60);
  expect([hasLeft('192.0.2.1'), hasLeft('192.0.2.2')]).toEqual([false, true]);
  expect([endsIn('192.0.2.1'), endsIn('192.0.2.2')]).toEqual([60_000, 0]);
  clock.now += 60_000;
  expect(hasLeft('192.0.2.1')).toBe(true);
  take('192.0.2.1', 100);
  expect(hasLeft('192.0.2.1')).toBe(false);
});

test('a flood of addresses does not fill the memory, since the oldest are dropped first', () => {
  const { take, hasLeft } = allowance({ most: 1, windowMs: HOUR_MS }, () => new Date(0));
  for (let at = 0; at < 10_001; at += 1) take(`address ${at}`, 1);
  expect([0, 1, 10_000].map((at) => hasLeft(`address ${at}`))).toEqual([true, false, false]);
});
