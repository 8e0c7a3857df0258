import { expect, test } from 'vitest';
import {
  ago,
  calendarDay,
  dayAndTime,
  exact,
  howLong,
  instantOf,
  localTime,
  secondsUntil,
  span,
  startOfDay,
  zoneOf,
} from '../../../renderer/model/time.ts';

const HARTFORD = zoneOf('America/New_York');
const now = Date.parse('2026-11-24T15:00:00.000Z');
const before = (ms: number) => new Date(now - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [MINUTE, '1 min'],
  [59 * MINUTE, '59 min'],
  [HOUR, '1 hr'],
  [47 * HOUR, '47 hr'],
  [48 * HOUR, '2 days'],
  [400 * 24 * HOUR, '400 days'],
])('a wait of %i ms is shown as "%s"', (gone, words) => {
  expect(howLong(before(gone), now)).toBe(words);
});

test('a fast clock never shows a negative wait', () => {
  expect(howLong(before(-5 * HOUR), now)).toBe('just now');
  expect(ago(before(-5 * HOUR), now)).toBe('just now');
});

test("days are those of the agency's time zone, not the workstation's", () => {
  // 02:30 UTC on the 24th is still the evening of the 23rd in Hartford.
  expect(calendarDay('2026-11-24T02:30:00.000Z', HARTFORD)).toBe('2026-11-23');
  expect(dayAndTime('2026-11-24T02:30:00.000Z', now, HARTFORD)).toBe('Yesterday 9:30 PM');
  expect(dayAndTime('2026-11-24T14:05:00.000Z', now, HARTFORD)).toBe('Today 9:05 AM');
  expect(dayAndTime('2026-11-20T13:30:00.000Z', now, HARTFORD)).toBe('Fri, Nov 20 8:30 AM');
  expect(dayAndTime('2025-11-20T13:30:00.000Z', now, HARTFORD)).toBe('Thu, Nov 20, 2025');
});

test("a typed time is one of the agency's time zone, also around a clock change", () => {
  for (const typed of ['2026-11-20T20:00', '2026-11-01T03:30', '2026-03-08T00:15', '2026-07-04T23:59']) {
    expect(localTime(instantOf(typed, HARTFORD), HARTFORD)).toBe(typed);
  }
  expect(instantOf('2026-11-20T20:00', HARTFORD)).toBe('2026-11-21T01:00:00.000Z');
});

test('the first digits of a year that is being typed are a year, too', () => {
  for (const typed of ['0002-11-26T09:00', '0020-06-01T12:00', '0202-06-01T12:00'])
    expect(localTime(instantOf(typed, HARTFORD), HARTFORD).slice(0, 10)).toBe(typed.slice(0, 10));
});

test('on paper, which is read later, every date is whole', () => {
  expect(dayAndTime('2026-11-24T14:05:00.000Z', null, HARTFORD)).toBe('Tue, Nov 24, 2026 9:05 AM');
  expect(span('2026-11-23T13:30:00.000Z', '2026-11-23T15:00:00.000Z', null, HARTFORD)).toBe(
    'Mon, Nov 23, 2026 8:30 AM – 10:00 AM',
  );
});

test('the exact time includes its time zone', () => {
  expect(exact('2026-11-20T13:30:00.000Z', HARTFORD)).toMatch(/Friday, November 20, 2026.*8:30.AM EST/);
});

test('a range within one day names the day once', () => {
  expect(span('2026-11-20T13:30:00.000Z', '2026-11-20T15:00:00.000Z', now, HARTFORD)).toBe(
    'Fri, Nov 20 8:30 AM – 10:00 AM',
  );
  expect(span('2026-11-21T01:00:00.000Z', '2026-11-21T13:30:00.000Z', now, HARTFORD)).toBe(
    'Fri, Nov 20 8:00 PM – Sat, Nov 21 8:30 AM',
  );
  expect(span('2026-11-20T13:30:00.000Z', '2026-11-20T13:30:00.000Z', now, HARTFORD)).toBe('Fri, Nov 20 8:30 AM');
});

test('the undo countdown shows whole seconds down to zero', () => {
  expect(secondsUntil(before(-16_001), now)).toBe(17);
  expect(secondsUntil(before(0), now)).toBe(0);
  expect(secondsUntil(before(5000), now)).toBe(0);
});

test("a day starts at midnight in the agency's time zone, including on days when the clocks change", () => {
  expect(startOfDay('2026-11-24', HARTFORD)).toBe('2026-11-24T05:00:00.000Z');
  expect(startOfDay('2026-07-01', HARTFORD)).toBe('2026-07-01T04:00:00.000Z');
  expect(startOfDay('2026-03-08', HARTFORD)).toBe('2026-03-08T05:00:00.000Z');
  expect(startOfDay('2026-03-09', HARTFORD)).toBe('2026-03-09T04:00:00.000Z');
  expect(startOfDay('2026-11-01', HARTFORD)).toBe('2026-11-01T04:00:00.000Z');
});
