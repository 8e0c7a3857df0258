import { expect, test } from 'vitest';
import { hourly } from '#server/portal/allowance.ts';

test('an address that brought its share waits for the hour to end, and holds up nobody else', () => {
  const clock = { now: Date.parse('2026-11-24T15:00:00.000Z') };
  const allowance = hourly(100, () => new Date(clock.now));
  allowance.take('192.0.2.1', 60);
  expect(allowance.hasLeft('192.0.2.1')).toBe(true);
  clock.now += 59 * 60_000;
  allowance.take('192.0.2.1', 60);
  expect([allowance.hasLeft('192.0.2.1'), allowance.hasLeft('192.0.2.2')]).toEqual([false, true]);
  clock.now += 60_000;
  expect(allowance.hasLeft('192.0.2.1')).toBe(true);
  allowance.take('192.0.2.1', 100);
  expect(allowance.hasLeft('192.0.2.1')).toBe(false);
});

test('a flood of addresses does not fill the memory, and forgets the oldest first', () => {
  const allowance = hourly(1, () => new Date(0));
  for (let at = 0; at < 10_001; at += 1) allowance.take(`address ${at}`, 1);
  expect([0, 1, 10_000].map((at) => allowance.hasLeft(`address ${at}`))).toEqual([true, false, false]);
});
