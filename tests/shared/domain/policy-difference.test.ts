import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '#shared/domain/policy.ts';
import { NOT_LISTED, policyDifference, rebasePolicy } from '#shared/domain/policy-difference.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const first = documentOf(firstPolicy());
/** Returns the first policy's document after a change. */
function changed(change: (policy: Policy) => void) {
  const policy = firstPolicy();
  change(policy);
  return documentOf(policy);
}
const merge = (ours: unknown, theirs: unknown) => {
  const conflicts: string[] = [];
  return { document: rebasePolicy({ base: first, ours, theirs }, conflicts), conflicts };
};

test('each changed text and setting is named by the code of its entry, with its value before and after', () => {
  const next = changed(({ reasons, limits, letters, holidays }) => {
    for (const reason of reasons.slice(1, 2)) reason.text.en = 'Other words.';
    limits.promiseDays = 5;
    letters.approved.en?.paragraphs.splice(3, 0, 'One more.');
    holidays.pop();
  });
  expect(policyDifference(first, next)).toEqual([
    {
      path: 'reasons.wrong_offense_title.text.en',
      before: expect.stringContaining('of the right kind'),
      after: 'Other words.',
    },
    { path: 'letters.approved.en.paragraphs', before: NOT_LISTED, after: 'One more.' },
    { path: 'limits.promiseDays', before: '3', after: '5' },
    { path: 'holidays', before: '2027-12-24', after: NOT_LISTED },
  ]);
});

test('an entry that was added, removed or moved is named too', () => {
  const next = changed((policy) => {
    const [one, two, ...rest] = policy.reasons;
    if (one === undefined || two === undefined) return;
    policy.reasons = [two, one, ...rest.slice(1), { ...one, code: 'new_reason' }];
  });
  const places = policyDifference(first, next).map(({ path, before, after }) => [
    path,
    before === null,
    after === null,
  ]);
  expect(places).toContainEqual(['reasons', false, false]);
  expect(places).toContainEqual(['reasons.outside_hartford.text.en', false, true]);
  expect(places).toContainEqual(['reasons.new_reason.text.en', true, false]);
  expect(places.every(([path]) => /^reasons(\.(outside_hartford|new_reason)\.|$)/.test(String(path)))).toBe(true);
});

test('a draft keeps its changes and takes over those of the version in force', () => {
  const ours = changed(({ reasons }) => {
    for (const reason of reasons.slice(0, 1)) reason.title.en = 'Ours';
  });
  const theirs = changed((policy) => {
    policy.limits.replyDays = 21;
    policy.reasons = policy.reasons.filter(({ code }) => code !== 'false_or_test');
    for (const reason of policy.reasons.slice(0, 1)) reason.title.es = 'Suyo';
  });
  const { document, conflicts } = merge(ours, theirs);
  expect(conflicts).toEqual([]);
  expect(policyDifference(theirs, document).map(({ path }) => path)).toEqual(['reasons.duplicate.title.en']);
});

test('where both changed the same text, the draft’s stays and its place is named', () => {
  const titled = (title: string) =>
    changed(({ reasons }) => {
      for (const reason of reasons.slice(0, 1)) reason.title.en = title;
    });
  const { document, conflicts } = merge(titled('Ours'), titled('Theirs'));
  expect(conflicts).toEqual(['reasons.duplicate.title.en']);
  expect(document).toEqual(titled('Ours'));
});

test('any two documents: no difference means equal, and a draft without changes becomes the version in force', () => {
  const document = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
  fc.assert(
    fc.property(document, document, (one, other) => {
      const [a, b] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))] as unknown[];
      expect(policyDifference(a, a)).toEqual([]);
      expect(rebasePolicy({ base: a, ours: a, theirs: b }, [])).toEqual(b);
      expect(rebasePolicy({ base: a, ours: b, theirs: a }, [])).toEqual(b);
    }),
  );
});
