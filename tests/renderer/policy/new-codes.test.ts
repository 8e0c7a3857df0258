import { expect, test } from 'vitest';
import { documentOf } from '#shared/letters/policy-document.ts';
import { textAt, withValue } from '../../../renderer/policy/document.ts';
import { codesOf, withNewCode } from '../../../renderer/policy/new-codes.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const known = codesOf(policy);
const place = policy.reasons.length;
const added = withValue(documentOf(policy), 'reasons', [...policy.reasons, { code: '', title: { en: '' } }]);

/**
 * Types the title of the new reason letter by letter, as its author does, and returns the code that the reason has
 * then.
 */
function typed(title: string, doc = added): string {
  let next = doc;
  for (let at = 1; at <= title.length; at += 1)
    next = withNewCode(next, withValue(next, `reasons.${place}.title.en`, title.slice(0, at)), known, 'en');
  return textAt(next, `reasons.${place}.code`);
}

test('a new entry gets its code from its title, as long as nobody has typed another one', () => {
  expect(typed('Handled by another agency')).toBe('handled_by_another_agency');
  expect(typed('Ya lo tomó otra agencia (2026)')).toBe('ya_lo_tomo_otra_agencia');
  const own = withValue(added, `reasons.${place}.code`, 'my_code');
  expect(typed('Handled by another agency', own)).toBe('my_code');
});

test('a title that is there already does not make the same code twice, and a long one is cut', () => {
  expect(typed('Duplicate')).toBe('duplicate_b');
  expect(typed('A very long title that goes on and on until its end')).toMatch(/^[a-z_]{38,40}$/);
});

test('the code of an entry that decisions may name stays, whatever its title becomes', () => {
  const [first] = policy.reasons;
  if (first === undefined) throw new Error('the first policy has reasons');
  const same = withValue(added, 'reasons.0.title.en', first.code);
  const next = withNewCode(same, withValue(same, 'reasons.0.title.en', 'Another title'), known, 'en');
  expect(textAt(next, 'reasons.0.code')).toBe(first.code);
});

test('without the version in force at the desk, no code is made', () => {
  const next = withNewCode(added, withValue(added, `reasons.${place}.title.en`, 'New'), null, 'en');
  expect(textAt(next, `reasons.${place}.code`)).toBe('');
});
