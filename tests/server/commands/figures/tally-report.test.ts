import { expect, test } from 'vitest';
import { createTally } from '#server/commands/figures/tally.ts';
import { tallyReport } from '#server/commands/figures/tally-report.ts';
import type { TimelineEvent } from '#server/db/figure-sources.ts';
import { addDays, instantAt } from '#shared/domain/working-days.ts';

const ZONE = 'America/New_York';
const RIVERA = '0195706f-0000-7000-8000-000000000001';
const SOTO = '0195706f-0000-7000-8000-000000000002';
/** Monday, March 2, 2026, and the two weeks that begin with it. */
const MONDAY = '2026-03-02';
const DAYS = Array.from({ length: 14 }, (_, at) => addDays(MONDAY, at));

const at = (day: number, hour: number) => instantAt(addDays(MONDAY, day), hour, ZONE).getTime();
const by = (
  officer: string,
  kind: TimelineEvent['kind'],
  when: number,
  more: Partial<TimelineEvent> = {},
): TimelineEvent => ({
  at: when,
  kind,
  officer,
  reason: kind === 'reject' ? 'outside_hartford' : null,
  isDuplicate: false,
  ...more,
});
const told = (kind: TimelineEvent['kind'], when: number): TimelineEvent => ({
  at: when,
  kind,
  officer: null,
  reason: null,
  isDuplicate: false,
});

/** Returns the counts in one series for a single report, as `day labels: count`; days count from the first Monday. */
function count(series: string, events: TimelineEvent[], received = at(0, 9)): string[] {
  const tally = createTally(DAYS);
  tallyReport(
    { id: 'r', kind: 'larceny', neighborhood: 'Frog Hollow', receivedAt: new Date(received), events },
    {
      calendar: { timeZone: ZONE, holidays: ['2026-03-05'] },
      promiseAt: () => 3,
      days: DAYS.map((day) => ({ day, end: instantAt(addDays(day, 1), 0, ZONE).getTime() })),
    },
    tally,
  );
  return DAYS.flatMap((day, nr) =>
    tally
      .rowsOf(day)
      .filter((row) => row.series === series)
      .map(({ part, code, bucket, count: n }) =>
        `${nr} ${[part, code, bucket].filter(Boolean).join(' ')}: ${n}`.replace(' :', ':'),
      ),
  );
}

test('a report counts on the day of the agency on which it was received, in its neighborhood', () => {
  expect(count('received', [], at(2, 23.5))).toEqual(['2 Frog Hollow: 1']);
});

test('the promise is kept until the end of the last promised working day, and broken the next day', () => {
  // Thursday is a holiday, so the third working day after Monday is Friday.
  expect(count('promise', [by(RIVERA, 'approve', at(4, 23))])).toEqual(['4 kept: 1']);
  expect(count('promise', [by(RIVERA, 'approve', at(5, 0.5))])).toEqual(['5 late: 1']);
});

test('working days to the decision are at most the promise exactly if the promise was kept', () => {
  expect(count('decision_days', [by(RIVERA, 'approve', at(4, 23))])).toEqual(['4 3: 1']);
  expect(count('decision_days', [by(RIVERA, 'approve', at(5, 0.5))])).toEqual(['5 4: 1']);
  expect(count('decision_days', [by(RIVERA, 'approve', at(0, 10))])).toEqual(['0: 1']);
});

test('a reply starts the promised time again, and the time before it does not count as overdue', () => {
  const events = [by(RIVERA, 'follow_up', at(1, 9)), told('answered', at(8, 9)), by(RIVERA, 'approve', at(11, 9))];
  expect(count('promise', events)).toEqual(['1 kept: 1', '11 kept: 1']);
  expect(count('open', events)).toEqual([
    '0 open: 1',
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => `${day} waiting: 1`),
    ...[8, 9, 10].map((day) => `${day} open: 1`),
  ]);
  expect(count('follow_up', events)).toEqual(['1 asked: 1', '8 answered: 1']);
});

test('a report is overdue at the end of each day after the promised one until it is answered', () => {
  expect(count('open', [by(RIVERA, 'reject', at(8, 9))]).filter((one) => one.includes('overdue'))).toEqual(
    [5, 6, 7].map((day) => `${day} overdue: 1`),
  );
});

test('a decision that is reopened counts against the officer who made it, not the one who reopened it', () => {
  const events = [by(RIVERA, 'reject', at(1, 9)), by(SOTO, 'return', at(2, 9)), by(SOTO, 'approve', at(3, 9))];
  expect(count('officer', events)).toEqual([`1 ${RIVERA} reject: 1`, `2 ${SOTO} return: 1`, `3 ${SOTO} approve: 1`]);
  // The decision was a day old.
  expect(count('reversal', events)).toEqual([`2 ${RIVERA} 1: 1`]);
  expect(count('outcome', events)).toEqual(['1 Frog Hollow rejected.outside_hartford: 1', '3 Frog Hollow approved: 1']);
  // Only the first decision is timed.
  expect(count('decision_days', events)).toEqual(['1 1: 1']);
});

test('an appeal opens the report until it is judged', () => {
  const events = [by(RIVERA, 'reject', at(0, 10)), told('appealed', at(1, 9)), by(SOTO, 'uphold_appeal', at(3, 9))];
  expect(count('appeal', events)).toEqual(['1 filed: 1', '3 upheld: 1']);
  expect(count('open', events)).toEqual(['1 appealed: 1', '2 appealed: 1']);
});

test("what a duplicate's reporter answers does not open the duplicate", () => {
  const events = [by(RIVERA, 'reject', at(1, 9), { isDuplicate: true }), told('answered', at(2, 9))];
  expect(count('open', events)).toEqual(['0 open: 1']);
  expect(count('duplicate', events)).toEqual(['1 rejected: 1']);
});

test('days outside of those to count stay out', () => {
  expect(count('received', [by(RIVERA, 'approve', at(1, 9))], at(-3, 9))).toEqual([]);
  expect(count('outcome', [by(RIVERA, 'approve', at(1, 9))], at(-3, 9))).toHaveLength(1);
});
