import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { asPromised, replyDay, replyLinkEnd } from '#shared/domain/reply-terms.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const calendar = { timeZone: 'America/New_York', holidays: ['2026-11-26'] };
const letter = { id: '0195706f-0000-7000-8000-000000000001', kind: 'follow_up', subject: 'A question', text: 'What?' };
const asked = (countIn: 'calendar_days' | 'working_days' = 'calendar_days'): HistoryEntry => ({
  at: '2026-11-20T15:00:00.000Z',
  kind: 'follow_up',
  by: 'Officer Rivera',
  event: { code: 'asked', params: { missing: ['value'], replyDays: 10, countIn } },
  note: null,
  letter,
});
const sent = (at: string, id = letter.id): HistoryEntry => ({
  at,
  kind: 'letter_sent',
  by: null,
  event: { code: 'letter_sent', params: {} },
  note: null,
  letter: { ...letter, id, text: null },
});
const day = (...history: HistoryEntry[]) => replyDay({ state: 'awaiting_citizen', history }, calendar);

test('the last day to answer is as many days after the question as its letter gave, counted as it was then', () => {
  expect(day(asked())).toBe('2026-11-30');
  // Thanksgiving is not a working day.
  expect(day(asked('working_days'))).toBe('2026-12-07');
});

test('the days count from when the letter with the question was sent, and not from when another was', () => {
  const reminder = sent('2026-11-27T15:00:00.000Z', '0195706f-0000-7000-8000-000000000002');
  expect(day(asked(), sent('2026-11-23T15:00:00.000Z'), reminder)).toBe('2026-12-03');
});

test('a reminder that was sent late gives the person the days that it names', () => {
  const reminded: HistoryEntry = {
    ...sent('2026-12-05T15:00:00.000Z'),
    kind: 'reminded',
    event: { code: 'reminded', params: { days: 2 } },
    letter: null,
  };
  expect(day(asked(), reminded)).toBe('2026-12-07');
  // The reminder was about an earlier question.
  expect(day(reminded, asked())).toBe('2026-11-30');
});

test('only a report that waits for its reporter has a last day to answer', () => {
  expect(replyDay({ state: 'resubmitted', history: [asked()] }, calendar)).toBeNull();
  expect(day()).toBeNull();
});

test('a reply link ends with the last minute of the late days after the deadline, whichever days count', () => {
  const policy = firstPolicy();
  const end = (countIn: 'calendar_days' | 'working_days', lateAnswerDays: number) => {
    const own = {
      ...policy,
      agency: { ...policy.agency, timeZone: calendar.timeZone },
      holidays: calendar.holidays,
      times: { ...policy.times, lateAnswerDays },
    };
    return replyLinkEnd(
      new Date('2026-11-20T15:00:00.000Z'),
      asPromised(own, { replyDays: 10, countIn }),
    ).toISOString();
  };
  expect(end('calendar_days', 0)).toBe('2026-12-01T04:59:00.000Z');
  expect(end('calendar_days', 3)).toBe('2026-12-04T04:59:00.000Z');
  expect(end('working_days', 0)).toBe('2026-12-08T04:59:00.000Z');
});
