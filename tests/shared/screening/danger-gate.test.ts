import { expect, test } from 'vitest';
import type { Act, DangerAnswer } from '#shared/domain/act.ts';
import { checkAct } from '#shared/domain/act-check.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { unansweredDanger } from '#shared/screening/danger-gate.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const THREAT = 'My ex boyfriend Tony threatened me last night.';
const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  at: '2026-03-08T10:00:00.000Z',
  kind: 'message',
  by: null,
  event: { code: 'message_received', params: { files: 0 } },
  note: THREAT,
  letter: null,
  ...more,
});
const acts: Act[] = [
  { kind: 'approve', offenseCode: 'larceny_other', note: '' },
  { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' },
  { kind: 'reject', reasonCode: 'duplicate', duplicateOf: aReport({ serial: 2 }).trackingNumber, note: '' },
  { kind: 'follow_up', missing: ['value'], note: '' },
  { kind: 'log_call', outcome: 'reached', note: '' },
  { kind: 'message', note: 'Thank you.' },
  { kind: 'note', noAnswerNeeded: true, note: 'Spam.' },
  { kind: 'uphold_appeal', note: 'As decided.' },
  { kind: 'grant_appeal', note: '' },
];
const faults = (act: Act, history: HistoryEntry[], how = 'My bicycle is gone.') =>
  checkAct(aReport({ facts: { how }, history }), act, policy).map(({ path, detail }) => `${path} ${detail.code}`);
const answered = (act: Act, danger: DangerAnswer): Act => (act.kind === 'escalate' ? act : { ...act, danger });

test.each([
  ['a message', entry({})],
  ['a reply', entry({ kind: 'answered', event: { code: 'answered', params: { files: 0 } } })],
  ['an addition', entry({ kind: 'added', event: { code: 'added', params: { files: 0 } } })],
  ['an appeal', entry({ kind: 'appealed', event: { code: 'appealed', params: {} } })],
])('no decision and no answer is sent before an officer says what was done about danger in %s', (_, said) => {
  for (const act of acts) {
    expect(faults(act, [said])).toEqual(['danger.way danger_unanswered']);
    expect(faults(answered(act, { way: 'dispatch' }), [said])).toEqual([]);
    expect(faults(answered(act, { way: 'not_danger' }), [said])).toEqual(['danger.because danger_cause_missing']);
    expect(faults(answered(act, { way: 'not_danger', because: 'It was a film.' }), [said])).toEqual([]);
  }
});

test('the same holds for danger in the narrative, in the best time to call, and in a question answered yes', () => {
  const [approve] = acts as [Act];
  expect(faults(approve, [], THREAT)).toEqual(['danger.way danger_unanswered']);
  const told = aReport({ facts: { who: { bestTime: 'Not when he is home, he is beating me' } } });
  expect(checkAct(told, approve, policy)).toHaveLength(1);
  const question = 'Was anyone hurt, pushed or threatened?';
  const yes = aReport({ facts: { answeredYes: [{ code: 'force', question }] } });
  expect(checkAct(yes, approve, policy)).toHaveLength(1);
  expect(unansweredDanger(yes, policy)).toEqual([{ place: 'answer', at: yes.receivedAt, words: question }]);
});

test('what stays inside the agency is never held up by danger', () => {
  for (const act of [
    { kind: 'escalate', note: 'He threatened her.' },
    { kind: 'note', note: 'Called her.' },
    { kind: 'assign', to: '0195706f-0000-7000-8000-00000000000f', note: '' },
  ] satisfies Act[])
    expect(faults(act, [entry({})])).toEqual([]);
});

test('danger that was answered is asked about again only when the reporter writes of it again', () => {
  const [approve] = acts as [Act];
  const by = {
    by: 'Officer Rivera',
    note: null,
    kind: 'contact',
    event: { code: 'called', params: { outcome: 'reached' } },
  } as const;
  const done = entry({ ...by, at: '2026-03-08T11:00:00.000Z', danger: { way: 'dispatch' } });
  const escalated = entry({ ...by, kind: 'escalated', event: { code: 'escalated', params: {} } });
  const opened = entry({ ...by });
  const later = entry({ at: '2026-03-09T10:00:00.000Z', note: 'He is outside right now.' });
  expect(faults(approve, [entry({}), done])).toEqual([]);
  expect(faults(approve, [entry({}), escalated])).toEqual([]);
  expect(faults(approve, [entry({}), opened])).toHaveLength(1);
  expect(faults(approve, [entry({}), done, later])).toHaveLength(1);
  const open = unansweredDanger(aReport({ history: [entry({}), done, later] }), policy);
  expect(open).toEqual([{ place: 'message', at: later.at, words: 'He is outside right now.' }]);
});
