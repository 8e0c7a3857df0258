import { expect, test } from 'vitest';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { otherLetters, rehearseDecision, rehearseOpen } from '#shared/letters/rehearse.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const before = firstPolicy();
const after = (change: (policy: Policy) => void) => {
  const policy = firstPolicy();
  change(policy);
  return { before, after: policy };
};
const rejected = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' } as const;
const NOW = new Date('2026-03-09T15:00:00.000Z');
const approved = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;

test('only the decisions whose letter would read differently are listed', () => {
  const pair = after((policy) => inLanguage(policy.letters.rejected, policy).paragraphs.push('One more line.'));
  expect(rehearseDecision(aReport(), rejected, pair, null)).toMatchObject({
    act: 'reject',
    letter: true,
    refused: null,
  });
  expect(rehearseDecision(aReport(), approved, pair, null)).toBeNull();
});

test('a decision that could not be made again is listed with why', () => {
  const pair = after(({ mustAccept }) => {
    for (const rule of mustAccept) rule.kinds = ['larceny'];
  });
  expect(rehearseDecision(aReport(), rejected, pair, null)).toMatchObject({
    letter: false,
    refused: { code: 'must_accept' },
  });
  const byAnswer = after(({ mustAccept }) => {
    for (const rule of mustAccept) rule.answers = ['order'];
  });
  const answeredYes = [{ code: 'order', question: 'Does a court order forbid it?' }];
  expect(rehearseDecision(aReport({ facts: { answeredYes } }), rejected, byAnswer, null)).toMatchObject({
    refused: { code: 'must_accept' },
  });
  expect(rehearseDecision(aReport(), rejected, byAnswer, null)).toBeNull();
  const gone = after((policy) => {
    policy.offenses = policy.offenses.filter(({ code }) => code !== 'larceny_other');
  });
  expect(rehearseDecision(aReport(), approved, gone, null)).toMatchObject({
    refused: { code: 'offense_of_other_kind' },
  });
});

test('the flags of a report that was decided are tried, too', () => {
  const pair = after(({ limits }) => {
    limits.valueCeilingCents = 50_000;
  });
  expect(rehearseDecision(aReport(), approved, pair, null)).toMatchObject({
    act: 'approve',
    letter: false,
    flagsAdded: ['value_ceiling'],
    flagsRemoved: [],
  });
});

test('an open report is listed if its flags or its due date would change', () => {
  const limits = after((policy) => {
    policy.limits.valueCeilingCents = 50_000;
    policy.limits.promiseDays = 5;
  });
  // The report arrived on a Saturday, so three working days end on Wednesday and five on Friday.
  expect(rehearseOpen(aReport(), limits, null, NOW)).toMatchObject({
    act: null,
    flagsAdded: ['value_ceiling'],
    flagsRemoved: [],
    due: { before: '2026-03-11', after: '2026-03-13' },
  });
  expect(rehearseOpen(aReport(), { before, after: before }, null, NOW)).toBeNull();
});

const entry = (at: string, kind: 'follow_up' | 'answered', event: HistoryEvent): HistoryEntry => ({
  at,
  kind,
  by: null,
  event,
  note: null,
  letter: null,
});
const question = entry('2026-03-09T15:00:00.000Z', 'follow_up', {
  code: 'asked',
  params: { missing: ['value'], replyDays: 15, countIn: 'calendar_days' },
});

test('a report that waits on its reporter keeps the day that the letter gave', () => {
  const asked = aReport({ state: 'awaiting_citizen' });
  asked.history.push(question);
  const pair = after((policy) => {
    policy.limits.replyDays = 20;
    policy.limits.promiseDays = 5;
  });
  expect(rehearseOpen(asked, pair, null, NOW)).toBeNull();
});

test('a report whose reporter replied is due from the reply on, as in the queue', () => {
  const replied = aReport({ state: 'resubmitted' });
  const reply = entry('2026-03-12T15:00:00.000Z', 'answered', { code: 'answered', params: { files: 0 } });
  replied.history.push(question, reply);
  const pair = after((policy) => {
    policy.limits.promiseDays = 5;
  });
  // The reply came on a Thursday, so three working days end on Tuesday and five on Thursday.
  expect(rehearseOpen(replied, pair, null, NOW)?.due).toEqual({ before: '2026-03-17', after: '2026-03-19' });
});

test('a report becomes overdue if the draft’s last day has passed, and today’s has not', () => {
  const pair = after((policy) => {
    policy.limits.promiseDays = 1;
  });
  const overdue = (now: string) => rehearseOpen(aReport(), pair, null, new Date(now))?.overdue;
  // The report arrived on a Saturday, so one working day ends on Monday and three on Wednesday.
  expect(overdue('2026-03-09T15:00:00.000Z')).toBeNull();
  expect(overdue('2026-03-10T15:00:00.000Z')).toBe('becomes');
  expect(overdue('2026-03-12T15:00:00.000Z')).toBeNull();
});

test('a report stops being overdue if today’s last day has passed, and the draft’s has not', () => {
  const pair = after((policy) => {
    policy.limits.promiseDays = 5;
  });
  const overdue = (now: string) => rehearseOpen(aReport(), pair, null, new Date(now))?.overdue;
  expect(overdue('2026-03-11T15:00:00.000Z')).toBeNull();
  expect(overdue('2026-03-12T15:00:00.000Z')).toBe('stops');
  expect(overdue('2026-03-14T15:00:00.000Z')).toBeNull();
});

test('letters that no past decision sent are compared on a made-up report, in each language', () => {
  expect(otherLetters(after(() => undefined))).toEqual([]);
  const pair = after(({ letters }) => {
    letters.reminder.es?.paragraphs.push('Una línea más.');
    letters.late.en?.paragraphs.push('One more line.');
    letters.rejected.en?.paragraphs.push('One more line.');
  });
  expect(otherLetters(pair).toSorted()).toEqual(['late', 'reminder']);
});

test('the part of a letter that would change is shown, without what stays', () => {
  const pair = after((policy) => inLanguage(policy.letters.rejected, policy).paragraphs.push('One more line.'));
  expect(rehearseDecision(aReport(), rejected, pair, null)?.letterChange).toEqual({
    before: '',
    after: 'One more line.',
  });
});
