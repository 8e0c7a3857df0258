import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  dayOf,
  deadlineDay,
  instantAt,
  isWorkingDay,
  promisedDay,
  promiseLine,
  workingDaysBetween,
} from '#shared/domain/working-days.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const { holidays } = firstPolicy();
const calendar = { timeZone: 'America/New_York', holidays };
const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n));

describe('business days', () => {
  it("exclude weekends and the agency's holidays", () => {
    expect(
      ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((day) =>
        isWorkingDay(day, calendar),
      ),
    ).toEqual([true, false, true, false, false, true]);
  });

  it('are counted from the next day: Wednesday plus three days is Tuesday when Thursday is Thanksgiving', () => {
    expect(addWorkingDays('2026-11-25', 3, calendar)).toBe('2026-12-01');
    expect(addWorkingDays('2026-11-28', 1, calendar)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-28', 0, calendar)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-25', 0, calendar)).toBe('2026-11-25');
  });

  it('give the same number when added and counted back, and always end on a business day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const end = addWorkingDays(day, n, calendar);
        expect(isWorkingDay(end, calendar)).toBe(true);
        expect(workingDaysBetween(day, end, calendar)).toBe(n);
        expect(workingDaysBetween(end, day, calendar)).toBe(-n);
      }),
    );
  });

  it('do not loop forever in a calendar that has none', () => {
    const never = Array.from({ length: 5_000 }, (_, n) => addDays('2026-01-01', n));
    expect(addWorkingDays('2026-01-01', 3, { holidays: never })).toMatch(/^20\d\d-/);
  });
});

describe('the date of an instant', () => {
  it('is the local date at the agency', () => {
    expect(dayOf(new Date('2026-03-08T04:59:59.999Z'), calendar.timeZone)).toBe('2026-03-07');
    expect(dayOf(new Date('2026-03-08T05:00:00.000Z'), calendar.timeZone)).toBe('2026-03-08');
    // Daylight saving time started that day at 2 a.m., so midnight is an hour earlier in UTC.
    expect(dayOf(new Date('2026-03-09T03:59:59.999Z'), calendar.timeZone)).toBe('2026-03-08');
    expect(dayOf(new Date('2026-03-09T04:00:00.000Z'), calendar.timeZone)).toBe('2026-03-09');
  });

  it('determines when a promised deadline starts', () => {
    expect(promisedDay(new Date('2026-11-20T03:00:00.000Z'), 3, calendar)).toBe('2026-11-24');
    expect(promisedDay(new Date('2026-11-20T15:00:00.000Z'), 3, calendar)).toBe('2026-11-25');
  });

  it('carries a deadline across a clock change without losing a day', () => {
    const followed = new Date('2026-10-28T03:30:00.000Z');
    expect(deadlineDay(followed, 5, 'calendar_days', calendar)).toBe('2026-11-01');
    expect(deadlineDay(followed, 5, 'working_days', calendar)).toBe('2026-11-03');
  });
});

describe('an hour of a day at the agency', () => {
  it.each([
    ['2026-01-15', 9, '2026-01-15T14:00:00.000Z'],
    ['2026-07-15', 9, '2026-07-15T13:00:00.000Z'],
    ['2026-03-08', 9, '2026-03-08T13:00:00.000Z'],
    ['2026-11-01', 9, '2026-11-01T14:00:00.000Z'],
    // One hour is skipped in March, and one occurs twice in November.
    ['2026-03-08', 2, '2026-03-08T07:00:00.000Z'],
    ['2026-11-01', 1, '2026-11-01T05:00:00.000Z'],
  ])('%s at %i is %s', (day, hour, iso) => {
    expect(instantAt(day, hour, calendar.timeZone).toISOString()).toBe(iso);
  });
});

it('the overdue cutoff separates exactly the overdue reports from the others', () => {
  const calendar = { timeZone: 'America/New_York', holidays: ['2026-11-26'] };
  for (let hour = 0; hour < 24 * 12; hour += 7) {
    const now = new Date(Date.UTC(2026, 10, 20, hour));
    const today = dayOf(now, calendar.timeZone);
    const line = promiseLine(now, 5, calendar);
    expect(promisedDay(new Date(line.getTime() - 1), 5, calendar) < today).toBe(true);
    expect(promisedDay(line, 5, calendar) < today).toBe(false);
  }
});
