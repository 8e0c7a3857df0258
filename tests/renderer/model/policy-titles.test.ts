import { afterEach, expect, test } from 'vitest';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { speak } from '../../../renderer/t.ts';
import { firstPolicy } from '../../helpers/builders.ts';

afterEach(() => speak('en'));

test('an officer who works in Spanish reads a reason’s title and rule in Spanish from the policy', async () => {
  await speak('es');
  const policy = firstPolicy();
  const reason = policy.reasons.find(({ code }) => code === 'outside_hartford');
  if (reason !== undefined) reason.title = { en: 'Out of town', es: 'Fuera del pueblo' };
  const titles = titlesOf(policy);
  expect(titles.reason('outside_hartford')).toBe('Fuera del pueblo');
  expect(titles.text(reason?.rule ?? {})).toMatch(/^No cumple el requisito \(1\)/);
  expect(titles.offense('larceny_other')).toBe('Hurto – todos los demás');
  expect(titles.missing(['photo', 'value'])).toEqual(['Foto', 'Valor o costo del daño']);
});

test('a policy without Spanish falls back to the agency’s language', async () => {
  await speak('es');
  const policy = firstPolicy();
  for (const one of policy.reasons) one.title = { en: one.title.en };
  expect(titlesOf(policy).reason('outside_hartford')).toBe('Not in the City of Hartford');
});

test('a report without an offense title has the name of its kind, and a code that the policy lost is its own title', () => {
  const titles = titlesOf(firstPolicy());
  expect(titles.report({ kind: 'fraud', offenseCode: null })).toBe('Fraud');
  expect(titles.report({ kind: 'larceny', offenseCode: 'gone' })).toBe('Larceny');
  expect([titles.offense('gone'), titles.reason('gone'), ...titles.missing(['gone'])]).toEqual([
    'gone',
    'gone',
    'gone',
  ]);
});
