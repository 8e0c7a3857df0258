import { expect, test } from 'vitest';
import { trendOf } from '#shared/domain/flow.ts';

const week = (came: number, went: number) => ({ days: Array.from({ length: 7 }, () => ({ day: '', came, went })) });

test("the queue drains when more reports are closed than received, and the week's pace predicts when it is empty", () => {
  expect(trendOf(week(10, 14), 60)).toEqual({ came: 70, went: 98, direction: 'drains', emptyInDays: 15 });
  expect(trendOf(week(14, 10), 60)).toMatchObject({ direction: 'grows', emptyInDays: null });
  expect(trendOf(week(0, 0), 0)).toMatchObject({ direction: 'holds', emptyInDays: null });
});
