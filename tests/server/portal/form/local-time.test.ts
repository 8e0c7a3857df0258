import { describe, expect, it } from 'vitest';
import { dayIn, instantOf, isRealDay } from '#server/portal/form/local-time.ts';

const HARTFORD = 'America/New_York';
const at = (iso: string, lean: 'earlier' | 'later', zone = HARTFORD) => {
  const [day = '', time = ''] = iso.split(' ');
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const found = instantOf({ year, month, day: date }, { hour, minute, second: 0, ms: 0 }, zone, lean);
  return new Date(found).toISOString();
};

describe("local time in the agency's zone", () => {
  it('is five hours behind UTC in winter and four in summer', () => {
    expect(at('2026-01-15 20:30', 'earlier')).toBe('2026-01-16T01:30:00.000Z');
    expect(at('2026-07-15 20:30', 'later')).toBe('2026-07-16T00:30:00.000Z');
  });

  it('is correct to the minute on either side of both clock changes', () => {
    expect(at('2026-03-08 01:59', 'earlier')).toBe('2026-03-08T06:59:00.000Z');
    expect(at('2026-03-08 03:00', 'later')).toBe('2026-03-08T07:00:00.000Z');
    expect(at('2026-11-01 00:59', 'later')).toBe('2026-11-01T04:59:00.000Z');
    expect(at('2026-11-01 02:00', 'earlier')).toBe('2026-11-01T07:00:00.000Z');
  });

  it('takes the repeated fall hour as the earlier or the later one, as requested', () => {
    expect(at('2026-11-01 01:30', 'earlier')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('2026-11-01 01:30', 'later')).toBe('2026-11-01T06:30:00.000Z');
  });

  it('takes the skipped spring hour as a moment just before or just after it', () => {
    expect(at('2026-03-08 02:30', 'earlier')).toBe('2026-03-08T06:30:00.000Z');
    expect(at('2026-03-08 02:30', 'later')).toBe('2026-03-08T07:30:00.000Z');
  });

  it('handles zones with half-hour offsets and without daylight saving time', () => {
    expect(at('2026-06-01 00:15', 'earlier', 'Asia/Kolkata')).toBe('2026-05-31T18:45:00.000Z');
    expect(at('2026-06-01 00:15', 'later', 'America/Phoenix')).toBe('2026-06-01T07:15:00.000Z');
  });
});

describe('days', () => {
  it("are counted in the agency's zone, not in UTC", () => {
    expect(dayIn(HARTFORD, new Date('2026-11-25T03:00:00Z'))).toEqual({ year: 2026, month: 11, day: 24 });
  });

  it('are refused unless they exist in the calendar', () => {
    expect(isRealDay({ year: 2024, month: 2, day: 29 })).toBe(true);
    expect(isRealDay({ year: 2026, month: 2, day: 29 })).toBe(false);
    expect(isRealDay({ year: 2026, month: 13, day: 1 })).toBe(false);
    expect(isRealDay({ year: 26, month: 1, day: 1 })).toBe(false);
    expect(isRealDay({ year: Number.NaN, month: 1, day: 1 })).toBe(false);
  });
});
