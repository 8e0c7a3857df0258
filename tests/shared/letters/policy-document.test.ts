import { expect, test } from 'vitest';
import { checkDocument, documentOf, readDocument } from '#shared/letters/policy-document.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const AT = { version: 4, publishedAt: '2026-03-07T14:00:00.000Z' };

test('what publishing adds is not part of a document, and checking puts it back', () => {
  const document = documentOf(firstPolicy());
  expect(document).not.toHaveProperty('version');
  expect(checkDocument(document, AT)).toEqual({ policy: { ...document, ...AT }, faults: [] });
});

test('a half-finished document is read as it is, and its faults are at their fields', () => {
  const first = documentOf(firstPolicy());
  const typed = { ...first, limits: { ...first.limits, promiseDays: 'thr', minimumAge: null } };
  const read = readDocument(JSON.stringify(typed));
  expect(read).toEqual(typed);
  const { policy, faults } = checkDocument(read, AT);
  expect(policy).toBeNull();
  expect(faults.map(({ path }) => path)).toEqual(['limits.promiseDays', 'limits.minimumAge']);
});

test.each(['', '[]', 'null', '"policy"', '{"a":', `${'{"a":'.repeat(500_00)}1${'}'.repeat(500_00)}`])(
  'a text that is no object in JSON, or has too many levels, is not read: %.20s',
  (text) => {
    expect(readDocument(text)).toBeNull();
  },
);
