import { expect, test } from 'vitest';
import { nextRun, retryJobMs } from '#server/jobs/next-run.ts';

const NEW_YORK = 'America/New_York';
const daily = (dailyAt: string, now: string) => nextRun({ dailyAt }, new Date(now), NEW_YORK).toISOString();

test('a job with an interval runs again after that interval', () => {
  expect(nextRun({ everyMs: 60_000 }, new Date('2026-03-01T00:00:00.000Z'), NEW_YORK).toISOString()).toBe(
    '2026-03-01T00:01:00.000Z',
  );
});

test('a daily job runs at its local time at the agency, in summer, in winter and across both clock changes', () => {
  expect(daily('03:30', '2026-07-01T07:29:59.999Z')).toBe('2026-07-01T07:30:00.000Z');
  expect(daily('03:30', '2026-07-01T07:30:00.000Z')).toBe('2026-07-02T07:30:00.000Z');
  expect(daily('03:30', '2026-01-15T20:00:00.000Z')).toBe('2026-01-16T08:30:00.000Z');
  // The clocks go forward on March 8, 2026, at 2 a.m. and back on November 1, 2026, at 2 a.m.
  expect(daily('02:30', '2026-03-08T04:00:00.000Z')).toBe('2026-03-08T07:30:00.000Z');
  expect(daily('01:30', '2026-10-31T12:00:00.000Z')).toBe('2026-11-01T05:30:00.000Z');
  expect(daily('01:30', '2026-11-01T05:30:00.000Z')).toBe('2026-11-02T06:30:00.000Z');
});

test('an invalid time of day is refused, instead of never running', () => {
  expect(() => daily('24:00', '2026-01-01T00:00:00.000Z')).toThrow('not a time of day');
  expect(() => daily('3:30', '2026-01-01T00:00:00.000Z')).toThrow('not a time of day');
});

test('a job that keeps failing is retried at longer and longer intervals, up to an hour', () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => retryJobMs(failures))).toEqual([
    60_000, 120_000, 240_000, 1_920_000, 3_600_000, 3_600_000,
  ]);
});
