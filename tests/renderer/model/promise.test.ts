import { expect, test } from 'vitest';
import { dueStatus, promisedDay } from '../../../renderer/model/promise.ts';
import { zoneOf } from '../../../renderer/model/time.ts';

const terms = { zone: zoneOf('America/New_York'), promiseDays: 3, holidays: ['2026-11-26'] };
const at = (iso: string) => Date.parse(iso);

test('the due date counts business days only', () => {
  // Thursday + 3 business days is Tuesday; a report filed on Saturday counts from Monday.
  expect(promisedDay('2026-11-19T15:00:00.000Z', terms)).toBe('2026-11-24');
  expect(promisedDay('2026-11-21T15:00:00.000Z', terms)).toBe('2026-11-25');
});

test('an agency holiday is not a business day', () => {
  expect(promisedDay('2026-11-23T15:00:00.000Z', terms)).toBe('2026-11-27');
});

test("a late evening belongs to its own day in the agency's time zone", () => {
  expect(promisedDay('2026-11-20T03:00:00.000Z', terms)).toBe('2026-11-24');
});

test.each([
  ['2026-11-20T15:00:00.000Z', 'calm', 'Due Tue, Nov 24'],
  ['2026-11-23T15:00:00.000Z', 'soon', 'Due tomorrow'],
  ['2026-11-24T15:00:00.000Z', 'soon', 'Due today'],
  ['2026-11-25T04:30:00.000Z', 'soon', 'Due today'],
  ['2026-11-25T15:00:00.000Z', 'over', '1 business day overdue'],
  ['2026-11-27T15:00:00.000Z', 'over', '2 business days overdue'],
  ['2026-11-30T15:00:00.000Z', 'over', '3 business days overdue'],
])('seen at %s it is %s: %s', (now, tone, long) => {
  expect(dueStatus('submitted', '2026-11-19T15:00:00.000Z', at(now), terms)).toMatchObject({ tone, long });
});

test('a report is not overdue while it waits on the person, or when it is closed', () => {
  const now = at('2027-01-01T00:00:00.000Z');
  expect(dueStatus('awaiting_citizen', '2026-11-19T15:00:00.000Z', now, terms)).toBeNull();
  expect(dueStatus('approved', '2026-11-19T15:00:00.000Z', now, terms)).toBeNull();
  expect(dueStatus('resubmitted', '2026-11-19T15:00:00.000Z', now, terms)?.tone).toBe('over');
});

test('on the weekend after the due date no business day has passed, and it says since when', () => {
  expect(dueStatus('submitted', '2026-11-17T15:00:00.000Z', at('2026-11-21T15:00:00.000Z'), terms)).toMatchObject({
    tone: 'over',
    long: 'Overdue: was due Fri, Nov 20',
  });
});
