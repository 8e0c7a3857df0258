import { expect, test } from 'vitest';
import { policy as schema } from '#shared/domain/policy.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { sentencesFor } from '#shared/letters/sentences.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const report = aReport({ serial: 4812, facts: { who: { language: 'es' } } });
const offered = sentencesFor('follow_up', report, policy);
const [estimate, more] = ['estimate', 'more_time'].map((code) => offered.find((one) => one.code === code));
if (estimate === undefined || more === undefined) throw new Error('the policy lacks them');
const asked = (note: string) => letterFor(report, { kind: 'follow_up', missing: ['value'], note }, policy)?.text ?? '';

test("every form has its own saved replies, with the agency's days and phone numbers filled in", () => {
  for (const kind of ['approve', 'reject', 'follow_up', 'note'] as const) {
    const all = sentencesFor(kind, report, policy);
    expect(all.length).toBeGreaterThan(1);
    for (const { text } of all) expect(`${text.en}${text.es}`).not.toMatch(/[{}]/);
  }
  expect(more.text.en).toContain(`${policy.limits.replyDays} days`);
});

test("a note made only of saved replies is in the reporter's language, so no English copy follows", () => {
  const letter = asked(`${estimate.text.es} ${more.text.es}`);
  expect(letter).toContain(`${estimate.text.es} ${more.text.es}`);
  expect(letter).not.toContain('The same letter in English');
});

test('if the officer adds their own words, the English copy below has the saved replies in English', () => {
  const letter = asked(`${estimate.text.es} Call me before Friday.`);
  const [spanish = '', english = ''] = letter.split('The same letter in English:');
  expect(spanish).toContain(`${estimate.text.es} Call me before Friday.`);
  expect(english).toContain(`${estimate.text.en} Call me before Friday.`);
  expect(english).not.toContain(estimate.text.es);
});

test('an English letter has the saved reply as it was inserted', () => {
  const english = aReport({ serial: 1 });
  const letter = letterFor(english, { kind: 'follow_up', missing: ['value'], note: estimate.text.en }, policy);
  expect(letter?.text).toContain(estimate.text.en);
});

test('a policy with an empty saved reply, or one with placeholders only the server can fill, cannot be published', () => {
  for (const en of ['Your number is {case_number}.', 'See {link}.', 'Yours, {chief}', ' ']) {
    const sentences = [{ code: 'wrong', title: 'Wrong', acts: ['approve'], text: { en, es: 'Bien.' } }];
    expect(schema.safeParse({ ...policy, sentences }).success, en).toBe(false);
  }
  expect(schema.parse({ ...policy, sentences: undefined }).sentences).toEqual([]);
});
