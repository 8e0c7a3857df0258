import { expect, test } from 'vitest';
import { policyDifference } from '#shared/domain/policy-difference.ts';
import { documentOf } from '#shared/letters/policy-document.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { pathWords } from '../../../renderer/policy/policy-words.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const titles = titlesOf(firstPolicy());

test.each([
  ['letters.approved.en.paragraphs', 'Letters › Approved › English › Text'],
  ['reasons.duplicate.text.es', 'Reasons › Submitted more than once › What the letter says › Spanish'],
  ['offenses.lost_property.trap.en', 'Offense titles › Lost property › Caution for officers › English'],
  ['missingItems.serial_number.ask.en', 'Missing items › Serial number or IMEI › What the letter asks for › English'],
  ['limits.promiseDays', 'Limits and times › Business days for the agency to answer'],
  ['review.sharePercent', 'Second review › Percent of each officer’s decisions'],
  ['retention.1.days', 'Retention › 2 › Days to keep'],
  ['reasons.2.title.en', 'Reasons › 3 › Title › English'],
  ['letters.approved.en.paragraphs.2', 'Letters › Approved › English › Text › 3'],
  ['reasons.brand_new.title.en', 'Reasons › brand_new › Title › English'],
])('a change at %s is said to be at: %s', (path, words) => {
  expect(pathWords(path, titles)).toBe(words);
});

test('without a policy at the desk, as for administrators, entries are named by their codes', () => {
  expect(pathWords('reasons.duplicate.title.en', titlesOf(null))).toBe('Reasons › duplicate › Title › English');
});

test('every part of the policy has words', () => {
  const places = policyDifference({}, documentOf(firstPolicy())).map(({ path }) => path.split('.')[0] ?? '');
  for (const part of new Set(places)) expect(pathWords(part, titles)).not.toBe(part);
});
