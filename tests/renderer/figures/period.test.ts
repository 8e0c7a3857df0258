import { expect, test } from 'vitest';
import { dayPeriod, neighbor, periodOf, periodWords } from '../../../renderer/figures/period.ts';

const TODAY = '2026-03-10';

test('a month ends with its last day, and the current one today', () => {
  expect(periodOf('month', '2026-02-14', TODAY)).toEqual({ unit: 'month', from: '2026-02-01', to: '2026-02-28' });
  expect(periodOf('month', '2026-03-02', TODAY)).toEqual({ unit: 'month', from: '2026-03-01', to: TODAY });
});

test('the next and previous period follow without a gap, across years, and never reach past today', () => {
  const december = periodOf('month', '2025-12-24', TODAY);
  expect(neighbor(december, 1, TODAY)).toMatchObject({ from: '2026-01-01', to: '2026-01-31' });
  expect(neighbor(periodOf('month', '2026-01-31', TODAY), -1, TODAY)).toEqual(december);
  expect(neighbor(periodOf('month', TODAY, TODAY), 1, TODAY)).toBeNull();
  expect(neighbor(dayPeriod('2026-03-09'), 1, TODAY)).toEqual(dayPeriod(TODAY));
  expect(neighbor(dayPeriod(TODAY), 1, TODAY)).toBeNull();
  expect(neighbor(dayPeriod('2026-01-01'), -1, TODAY)).toEqual(dayPeriod('2025-12-31'));
});

test('a period is named as people name it, whatever the time zone of the workstation', () => {
  expect(periodWords(dayPeriod('2026-03-01'))).toBe('Sunday, March 1, 2026');
  expect(periodWords(periodOf('month', '2026-03-01', TODAY))).toBe('March 2026');
});

test('on a Monday, the weekend is the one that just ended; on a Saturday, the one that has begun', () => {
  expect(periodOf('weekend', '2026-03-09', TODAY)).toEqual({ unit: 'weekend', from: '2026-03-07', to: '2026-03-08' });
  const saturday = periodOf('weekend', '2026-03-07', '2026-03-07');
  expect(saturday).toEqual({ unit: 'weekend', from: '2026-03-07', to: '2026-03-07' });
  expect(neighbor(saturday, 1, '2026-03-07')).toBeNull();
  expect(neighbor(saturday, -1, '2026-03-07')).toEqual({ unit: 'weekend', from: '2026-02-28', to: '2026-03-01' });
  expect(periodWords(periodOf('weekend', TODAY, TODAY))).toBe('Mar 7, 2026 – Mar 8, 2026');
});

test('a week begins on Monday, and the current one ends today', () => {
  const week = periodOf('week', TODAY, TODAY);
  expect(week).toEqual({ unit: 'week', from: '2026-03-09', to: TODAY });
  expect(neighbor(week, 1, TODAY)).toBeNull();
  expect(neighbor(week, -1, TODAY)).toEqual({ unit: 'week', from: '2026-03-02', to: '2026-03-08' });
});
