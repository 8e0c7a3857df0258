import { expect, test } from 'vitest';
import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { rehearseDecision, rehearseOpen } from '#shared/letters/rehearse.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const before = firstPolicy();
const after = (change: (policy: Policy) => void) => {
  const policy = firstPolicy();
  change(policy);
  return { before, after: policy };
};
const rejected = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' } as const;
const approved = { kind: 'approve', offenseCode: 'larceny_other', note: '' } as const;

test('only the decisions whose letter would read differently are listed', () => {
  const pair = after((policy) => inLanguage(policy.letters.rejected, policy).paragraphs.push('One more line.'));
  expect(rehearseDecision(aReport(), rejected, pair)).toMatchObject({ act: 'reject', letter: true, refused: null });
  expect(rehearseDecision(aReport(), approved, pair)).toBeNull();
});

test('a decision that could not be made again is listed with why', () => {
  const pair = after(({ mustAccept }) => {
    for (const rule of mustAccept) rule.kinds = ['larceny'];
  });
  expect(rehearseDecision(aReport(), rejected, pair)).toMatchObject({
    letter: false,
    refused: { code: 'must_accept' },
  });
  const gone = after((policy) => {
    policy.offenses = policy.offenses.filter(({ code }) => code !== 'larceny_other');
  });
  expect(rehearseDecision(aReport(), approved, gone)).toMatchObject({ refused: { code: 'offense_of_other_kind' } });
});

test('an open report is listed if its flags or its due date would change', () => {
  const limits = after((policy) => {
    policy.limits.valueCeilingCents = 50_000;
    policy.limits.promiseDays = 5;
  });
  // It arrived on a Saturday: three working days are Wednesday, five are Friday.
  expect(rehearseOpen(aReport(), limits, null)).toMatchObject({
    act: null,
    flagsAdded: ['value_ceiling'],
    flagsRemoved: [],
    due: { before: '2026-03-11', after: '2026-03-13' },
  });
  expect(rehearseOpen(aReport(), { before, after: before }, null)).toBeNull();
});

test('a report that waits on its reporter is due when the answer is', () => {
  const asked = aReport({ state: 'awaiting_citizen' });
  asked.history.push({
    at: '2026-03-09T15:00:00.000Z',
    kind: 'follow_up',
    by: 'Officer Rivera',
    event: { code: 'asked', params: { missing: ['value'] } },
    note: null,
    letter: null,
  });
  const pair = after((policy) => {
    policy.limits.replyDays = 20;
    policy.limits.promiseDays = 5;
  });
  expect(rehearseOpen(asked, pair, null)?.due).toEqual({ before: '2026-03-24', after: '2026-03-29' });
});
