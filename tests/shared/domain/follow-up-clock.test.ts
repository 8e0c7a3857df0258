import { expect, test } from 'vitest';
import { followUpStep } from '#shared/domain/follow-up-clock.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const since = new Date('2026-11-20T20:00:00.000Z');
const step = (now: string, remindedAt: string | null = null, with_ = policy) =>
  followUpStep({ since, remindedAt: remindedAt === null ? null : new Date(remindedAt) }, new Date(now), with_);

test('reminders go out from 9 a.m. on their day, once each, and say how much time is left', () => {
  expect(step('2026-11-25T13:59:00.000Z')).toEqual({ kind: 'wait' });
  expect(step('2026-11-25T14:00:00.000Z')).toEqual({ kind: 'remind', daysLeft: 10 });
  expect(step('2026-11-25T15:00:00.000Z', '2026-11-25T14:00:00.000Z')).toEqual({ kind: 'wait' });
  expect(step('2026-11-30T14:00:00.000Z', '2026-11-25T14:00:00.000Z')).toEqual({ kind: 'remind', daysLeft: 5 });
});

test('the last day counts in full: the promised fifteen days are never cut short by a few hours', () => {
  const reminded = '2026-11-30T14:00:00.000Z';
  expect(step('2026-12-05T19:59:59.000Z', reminded)).toEqual({ kind: 'wait' });
  expect(step('2026-12-05T20:00:00.000Z', reminded)).toEqual({ kind: 'close' });
});

test('an agency may count business days, or send no reminders', () => {
  const working = { ...policy, times: { ...policy.times, countIn: 'working_days' as const } };
  expect(step('2026-11-27T14:00:00.000Z', null, working)).toEqual({ kind: 'wait' });
  // Thanksgiving is not a business day, so five business days after Friday the 20th is Monday the 30th.
  expect(step('2026-11-30T14:00:00.000Z', null, working)).toMatchObject({ kind: 'remind' });
  const none = { ...policy, times: { ...policy.times, reminderDays: [] } };
  expect(step('2026-12-05T20:00:00.000Z', null, none)).toEqual({ kind: 'close' });
});
