import { expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { MustAcceptRule } from '#shared/domain/policy-rules.ts';
import type { Report } from '#shared/domain/report.ts';
import { mustAccept } from '#shared/screening/must-accept.ts';
import { aReport, corrected, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const theft = (overrides: Parameters<typeof aReport>[0] = {}) =>
  aReport({ kind: 'fraud', offenseCode: 'fraud_identity_theft', ...overrides });
const reject = (reasonCode: string): Act => ({ kind: 'reject', reasonCode, duplicateOf: null, note: '' });
const codesOf = (report: Report, reasonCode: string, under: Policy = policy) =>
  checkAct(report, reject(reasonCode), under).map(({ detail }) => detail.code);
const [first] = policy.mustAccept;
const withRule = (rule: Partial<MustAcceptRule>): Policy => ({
  ...policy,
  mustAccept: first === undefined ? [] : [{ ...first, offenses: [], residentsOnly: false, ...rule }],
});

test('a resident’s identity theft report can’t be rejected as not eligible, and the fault names the law', () => {
  for (const reason of ['outside_hartford', 'suspect_or_evidence', 'not_eligible_kind']) {
    expect(checkAct(theft(), reject(reason), policy)).toEqual([
      {
        path: 'reasonCode',
        detail: { code: 'must_accept', params: { rule: expect.stringMatching(/^C\.G\.S\. § 54-1n: /) } },
      },
    ]);
  }
});

test('it can still be rejected for other reasons, and other reports for those', () => {
  expect(codesOf(theft(), 'withdrawn_by_person')).toEqual([]);
  expect(codesOf(theft(), 'false_or_test')).toEqual([]);
  expect(codesOf(aReport(), 'not_eligible_kind')).toEqual([]);
  expect(codesOf(theft({ offenseCode: 'fraud_card' }), 'not_eligible_kind')).toEqual([]);
});

test('a victim who lives in another town is not meant, unless the agency’s rule says so', () => {
  const elsewhere = theft({ facts: { who: { address: '9 Main Street, West Hartford, CT' } } });
  expect(codesOf(elsewhere, 'outside_hartford')).toEqual([]);
  expect(mustAccept(elsewhere, withRule({ offenses: ['fraud_identity_theft'] }))).toHaveLength(1);
});

test('an address that names no town counts as in the city, and a corrected one counts as corrected', () => {
  expect(mustAccept(theft({ facts: { who: { address: '41 Park Street' } } }), policy)).toHaveLength(1);
  expect(mustAccept(theft({ facts: { who: { address: null } } }), policy)).toHaveLength(1);
  const moved = [corrected('who.address', '9 Main Street, Windsor, CT')];
  expect(mustAccept(theft({ corrections: moved }), policy)).toEqual([]);
});

test('a rule may be about a kind of report or a flag', () => {
  expect(mustAccept(aReport(), withRule({ kinds: ['larceny'] }))).toHaveLength(1);
  expect(mustAccept(aReport(), withRule({ kinds: ['fraud'] }))).toEqual([]);
  const camera = aReport({ facts: { how: 'My bike was stolen. There is a video of it from my doorbell camera.' } });
  expect(mustAccept(camera, withRule({ hints: ['camera'] }))).toHaveLength(1);
  expect(mustAccept(aReport(), withRule({ hints: ['camera'] }))).toEqual([]);
});

test('a complaint about a message despite an order of protection must be accepted, whatever kind it was filed as', () => {
  const told = aReport({ facts: { how: 'He broke my phone. I have a protective order and he keeps texting me.' } });
  expect(mustAccept(told, policy).map(({ code }) => code)).toEqual(['order_violated']);
  expect(codesOf(told, 'not_eligible_kind')).toContain('must_accept');
});

const YES = { code: 'order', question: 'Does a court order forbid it?' };

test('a rule may be about a question before the form, and counts only for people who answered yes', () => {
  const rule = withRule({ answers: ['order'] });
  const told = aReport({ facts: { answeredYes: [YES] } });
  expect(mustAccept(told, rule)).toHaveLength(1);
  expect(codesOf(told, 'not_eligible_kind', rule)).toEqual(['must_accept']);
  expect(mustAccept(aReport(), rule)).toEqual([]);
  expect(mustAccept(aReport({ facts: { answeredYes: [{ ...YES, code: 'other' }] } }), rule)).toEqual([]);
});

test('an answer counts also if it came with a form that was added to an earlier report', () => {
  const { items, fraud, when, where } = aReport().facts;
  const told = { items, fraud, when, where, answeredYes: [YES] };
  const event = { code: 'added_again', params: { files: 0, told } } as const;
  const added: HistoryEntry = {
    at: '2026-03-09T12:00:00.000Z',
    kind: 'added',
    by: null,
    event,
    note: null,
    letter: null,
  };
  const report = aReport();
  expect(mustAccept({ ...report, history: [...report.history, added] }, withRule({ answers: ['order'] }))).toHaveLength(
    1,
  );
});
