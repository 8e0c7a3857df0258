import { expect, test } from 'vitest';
import { judgeClock, later, setBackBy, wasSetBack } from '#electron/common/clock.ts';

const at = (text: string) => new Date(`2026-03-08T${text}.000Z`);
const seen = { signedInAt: at('08:00:00').toISOString(), newestAt: at('10:00:00').toISOString() };

test.each([
  ['within twelve hours', '19:59:59', 'ok'],
  ['after twelve hours', '20:00:00', 'expired'],
  ['set back a little, as the network does', '09:56:00', 'ok'],
  ['set back by more than five minutes', '09:54:00', 'clock_set_back'],
  ['set back to before the sign-in', '03:00:00', 'clock_set_back'],
])('a clock that is %s', (_, time, verdict) => {
  expect(judgeClock(seen, at(time))).toBe(verdict);
});

test('a cache with no recorded time accepts any time', () => {
  expect(wasSetBack(null, at('00:00:00'))).toBe(false);
  expect(later(null, seen.newestAt)).toBe(seen.newestAt);
  expect(later(seen.newestAt, seen.signedInAt)).toBe(seen.newestAt);
});

test.each([
  ['goes with the real time', 5_000, 5_000, 0],
  ['runs ahead of it', 9_000, 5_000, 0],
  ['stands still', 0, 5_000, 5_000],
  ['goes back', -60_000, 5_000, 65_000],
  ['goes back while the steady clock slept', -60_000, 0, 60_000],
])('of a clock that %s, what was set back is known', (_, wall, steady, lost) => {
  expect(setBackBy({ wall: 1_000_000, steady: 40 }, { wall: 1_000_000 + wall, steady: 40 + steady })).toBe(lost);
});
