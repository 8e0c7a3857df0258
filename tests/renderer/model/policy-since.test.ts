import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import { policySince } from '../../../renderer/model/policy-since.ts';

const first = policySchema.parse({
  ...JSON.parse(readFileSync(new URL('../../../resources/policy.json', import.meta.url), 'utf8')),
  version: 1,
  publishedAt: '2026-03-01T00:00:00.000Z',
});
const later = (change: (policy: Policy) => void): Policy => {
  const next = structuredClone({ ...first, version: 2 });
  change(next);
  return next;
};
const rejection = {
  kind: 'reject',
  language: 'en',
  letter: null,
  event: { code: 'rejected', params: { reasonCode: 'outside_hartford' } },
} as const;

test('a later version that says the same for this decision changes nothing', () => {
  const other = later(({ reasons, letters }) => {
    const duplicate = reasons.find(({ code }) => code === 'duplicate');
    if (duplicate !== undefined) duplicate.text.en = 'Otherwise.';
    if (letters.approved.en !== undefined) letters.approved.en.subject = 'Otherwise';
    if (letters.rejected.es !== undefined) letters.rejected.es.subject = 'Otra cosa';
  });
  expect(policySince(rejection, first, other)).toEqual([]);
});

test('another wording of its letter, and a reason that is gone, are named', () => {
  const other = later((next) => {
    if (next.letters.rejected.en !== undefined) next.letters.rejected.en.subject = 'Otherwise';
    next.reasons = next.reasons.filter(({ code }) => code !== 'outside_hartford');
  });
  expect(policySince(rejection, first, other)).toEqual([
    { what: 'letter', is: 'changed' },
    { what: 'reason', is: 'gone' },
  ]);
});

test('another wording of a message or of a missed call is named, but not for a call that sent no letter', () => {
  const other = later(({ letters }) => {
    for (const kind of ['message', 'missed_call'] as const) {
      const words = letters[kind].en;
      if (words !== undefined) words.subject = 'Otherwise';
    }
  });
  const letter = { subject: '', text: '', state: 'sent', sentAt: null } as const;
  const changed = [{ what: 'letter', is: 'changed' }];
  const message = { kind: 'message', language: 'en', event: { code: 'message', params: {} }, letter } as const;
  expect(policySince(message, first, other)).toEqual(changed);
  const call = {
    kind: 'log_call',
    language: 'en',
    event: { code: 'called', params: { outcome: 'no_answer' } },
    letter,
  } as const;
  expect(policySince(call, first, other)).toEqual(changed);
  expect(policySince({ ...call, letter: null }, first, other)).toEqual([]);
});
