import { expect, test } from 'vitest';
import { dayPeriod, monthPeriod, neighbor, periodWords } from '../../../renderer/figures/period.ts';

const TODAY = '2026-03-10';

test('a month ends with its last day, and the current one today', () => {
  expect(monthPeriod('2026-02-14', TODAY)).toEqual({ unit: 'month', from: '2026-02-01', to: '2026-02-28' });
  expect(monthPeriod('2026-03-02', TODAY)).toEqual({ unit: 'month', from: '2026-03-01', to: TODAY });
});

test('the next and previous period follow without a gap, across years, and never reach past today', () => {
  const december = monthPeriod('2025-12-24', TODAY);
  expect(neighbor(december, 1, TODAY)).toMatchObject({ from: '2026-01-01', to: '2026-01-31' });
  expect(neighbor(monthPeriod('2026-01-31', TODAY), -1, TODAY)).toEqual(december);
  expect(neighbor(monthPeriod(TODAY, TODAY), 1, TODAY)).toBeNull();
  expect(neighbor(dayPeriod('2026-03-09'), 1, TODAY)).toEqual(dayPeriod(TODAY));
  expect(neighbor(dayPeriod(TODAY), 1, TODAY)).toBeNull();
  expect(neighbor(dayPeriod('2026-01-01'), -1, TODAY)).toEqual(dayPeriod('2025-12-31'));
});

test('a period is named as people name it, whatever the time zone of the workstation', () => {
  expect(periodWords(dayPeriod('2026-03-01'))).toBe('Sunday, March 1, 2026');
  expect(periodWords(monthPeriod('2026-03-01', TODAY))).toBe('March 2026');
});
