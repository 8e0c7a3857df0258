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
  expect(titles.missing(['photo', 'value'])).toEqual(['Foto', 'Valor o costo de la reparación']);
});

test('a policy without Spanish falls back to the agency’s language', async () => {
  await speak('es');
  const policy = firstPolicy();
  for (const one of policy.reasons) one.title = { en: one.title.en };
  expect(titlesOf(policy).reason('outside_hartford')).toBe('Not in the City of Hartford');
});

test('a report without an offense title, or with one that the policy lost, has the name of its kind', () => {
  const titles = titlesOf(firstPolicy());
  expect(titles.report({ kind: 'fraud', offenseCode: null })).toBe('Fraud');
  expect(titles.report({ kind: 'larceny', offenseCode: 'gone' })).toBe('Larceny');
});

test.each([
  [
    'en',
    [
      'Offense title not on the agency’s current list',
      'Reason not on the agency’s current list',
      'Item not on the agency’s current list',
      'Photo',
    ],
  ],
  [
    'es',
    [
      'Tipo de delito que no está en la lista actual de la agencia',
      'Motivo que no está en la lista actual de la agencia',
      'Dato que no está en la lista actual de la agencia',
      'Foto',
    ],
  ],
] as const)(
  'in %s a code that the policy dropped gets neutral words, never the code itself',
  async (language, words) => {
    await speak(language);
    const titles = titlesOf(firstPolicy());
    expect([titles.offense('gone'), titles.reason('gone'), ...titles.missing(['gone', 'photo', 'gone_too'])]).toEqual(
      words,
    );
  },
);
