import { expect, test } from 'vitest';
import { policyWarnings } from '#shared/letters/policy-warnings.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const codes = (policy = firstPolicy()) =>
  policyWarnings(policy)
    .filter(({ path }) => path.startsWith('screening'))
    .map(({ path }) => policy.screening[Number(path.split('.')[1])]?.code);

test('a question that turns away a kind of report which must be accepted is one to check with counsel', () => {
  const policy = firstPolicy();
  // Identity theft is a fraud, and the first rule's law says that a complaint about it must be accepted. So a question
  // that turns fraud away gets a warning.
  expect(codes(policy)).toContain('suspect');
  expect(codes(policy)).not.toContain('entry');
  const first = policyWarnings(policy).find(({ path }) => path.startsWith('screening'));
  expect(first?.detail).toMatchObject({ code: 'turns_away', params: { rule: expect.stringContaining('54-1n') } });
  for (const question of policy.screening) question.kinds = question.kinds.filter((kind) => kind !== 'fraud');
  policy.screening = policy.screening.filter(({ kinds }) => kinds.length > 0);
  expect(codes(policy)).toEqual([]);
  for (const rule of policy.mustAccept) rule.kinds = ['vandalism'];
  expect(codes(policy)).toContain('entry');
});

test('a question that sends people to 911, or that is not asked, turns nobody away', () => {
  const policy = firstPolicy();
  expect(codes(policy)).not.toContain('danger');
  expect(codes(policy)).not.toContain('value');
  policy.limits.valueCeilingCents = 200_000;
  expect(codes(policy)).toContain('value');
});

test('a question whose yes goes on to the form turns nobody away', () => {
  const policy = firstPolicy();
  expect(codes(policy)).toContain('suspect');
  for (const question of policy.screening) question.isKept = question.code === 'suspect';
  expect(codes(policy)).not.toContain('suspect');
});

test('a rule that goes by a flag is one to check, because the questions turn people away before they write anything', () => {
  const policy = firstPolicy();
  const found = () => policyWarnings(policy).filter(({ path }) => path.startsWith('mustAccept'));
  const at = policy.mustAccept.findIndex(({ hints }) => hints.length > 0);
  const turning = policy.screening.filter(({ turn, code }) => turn !== 'emergency' && code !== 'value').length;
  expect(found()).toEqual([
    { path: `mustAccept.${at}.hints`, detail: { code: 'turned_away_first', params: { n: turning } } },
  ]);
  policy.screening = policy.screening.filter(({ turn }) => turn === 'emergency');
  expect(found()).toEqual([]);
});

test('a policy by which nobody is told of danger is one to check', () => {
  const policy = firstPolicy();
  policy.danger.to = [];
  expect(policyWarnings(policy)).toContainEqual({ path: 'danger.to', detail: { code: 'danger_untold', params: {} } });
  policy.danger.to = ['dispatch@example.gov'];
  expect(policyWarnings(policy).map(({ path }) => path)).not.toContain('danger.to');
});
