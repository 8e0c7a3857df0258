import { expect, test } from 'vitest';
import { apartFromTheirDay, type Timeframe } from '#shared/domain/timeframe.ts';

const ZONE = 'America/New_York';
const NOW = new Date('2026-11-24T15:00:00.000Z');
const BOTH: NonNullable<Timeframe['dayOnly']> = ['from', 'to'];
const apart = (from: string, to: string, dayOnly = BOTH, timeZone = ZONE) =>
  apartFromTheirDay({ from, to, dayOnly }, timeZone, NOW);

test('an end of which only the day is known is the first moment or the last minute of that day in the time zone of the agency', () => {
  expect(apart('2026-11-20T05:00:00.000Z', '2026-11-21T04:59:00.000Z')).toEqual([]);
  expect(apart('2026-11-20T05:00:00.000Z', '2026-11-21T04:59:59.999Z')).toEqual([]);
  // Midnight in another time zone is the evening or morning of another day.
  expect(apart('2026-11-20T00:00:00.000Z', '2026-11-20T23:59:00.000Z')).toEqual(['from', 'to']);
  expect(apart('2026-11-20T00:00:00.000Z', '2026-11-20T23:59:00.000Z', BOTH, 'UTC')).toEqual([]);
  // These times are marked as day-only, but are not at the start or end of the day.
  expect(apart('2026-11-20T19:30:00.000Z', '2026-11-21T04:59:00.000Z')).toEqual(['from']);
  expect(apart('2026-11-20T05:00:00.000Z', '2026-11-20T19:30:00.000Z')).toEqual(['to']);
  expect(apart('2026-11-20T05:00:00.001Z', '2026-11-21T05:00:00.000Z')).toEqual(['from', 'to']);
});

test('an end of which the time is known may be any moment', () => {
  expect(apart('2026-11-20T19:30:00.000Z', '2026-11-20T19:31:00.000Z', [])).toEqual([]);
  expect(apart('2026-11-20T19:30:00.000Z', '2026-11-21T04:59:00.000Z', ['to'])).toEqual([]);
  expect(apart('2026-11-20T05:00:00.000Z', '2026-11-20T19:31:00.000Z', ['from'])).toEqual([]);
});

test('days on which clocks change are as long as they are', () => {
  // Days of 25 and 23 hours.
  expect(apart('2026-11-01T04:00:00.000Z', '2026-11-02T04:59:00.000Z')).toEqual([]);
  expect(apart('2026-11-01T04:00:00.000Z', '2026-11-02T03:59:00.000Z')).toEqual(['to']);
  expect(apart('2026-03-08T05:00:00.000Z', '2026-03-09T03:59:00.000Z')).toEqual([]);
  expect(apart('2026-03-08T04:00:00.000Z', '2026-03-09T03:59:00.000Z')).toEqual(['from']);
  // When the clock change skips midnight, the day begins at 1:00.
  expect(apart('2026-09-06T04:00:00.000Z', '2026-09-07T02:59:00.000Z', BOTH, 'America/Santiago')).toEqual([]);
});

test('a day that is not over ends at any moment of it', () => {
  expect(apart('2026-11-24T05:00:00.000Z', '2026-11-24T14:58:00.000Z')).toEqual([]);
  expect(apart('2026-11-23T05:00:00.000Z', '2026-11-23T14:58:00.000Z')).toEqual(['to']);
});
