import { expect, test } from 'vitest';
import { createMessages } from '#shared/words/messages.ts';

const english = {
  'list.reports': '{n, plural, one {# report of {who}} other {# reports of {who}}}',
  'list.more': 'Up to {most, number} more',
  'list.title': 'Reports',
  'list.drawn': 'Ask {who}, please',
} as const;
const spanish = {
  'list.reports': '{n, plural, one {# reporte de {who}} many {# de reportes de {who}} other {# reportes de {who}}}',
  'list.more': 'Hasta {most, number} más',
  'list.title': 'Reportes',
  'list.drawn': 'Pregunte a {who}, por favor',
};

test('a count takes the form that its language wants for it', () => {
  const { t, speak } = createMessages(english);
  expect([0, 1, 2].map((n) => t('list.reports', { n, who: 'Ana' }))).toEqual([
    '0 reports of Ana',
    '1 report of Ana',
    '2 reports of Ana',
  ]);
  speak('es', spanish);
  expect([1, 2, 1_000_000].map((n) => t('list.reports', { n, who: 'Ana' }))).toEqual([
    '1 reporte de Ana',
    '2 reportes de Ana',
    '1,000,000 de reportes de Ana',
  ]);
});

test('numbers are written as the language writes them', () => {
  expect(createMessages(english).t('list.more', { most: 12_500 })).toBe('Up to 12,500 more');
});

test('a change of language holds for what is said after it', () => {
  const { t, speak, language, locale } = createMessages(english);
  expect([t('list.title'), language(), locale()]).toEqual(['Reports', 'en', 'en-US']);
  speak('es', spanish);
  expect([t('list.title'), language(), locale()]).toEqual(['Reportes', 'es', 'es-US']);
});

test('a message with drawn parts gives its pieces in order', () => {
  const who = { drawn: true };
  expect(createMessages(english).pieces('list.drawn', { who })).toEqual(['Ask ', who, ', please']);
});

test('a key or a value that is missing, or of the wrong type, does not compile', () => {
  const { t } = createMessages(english);
  const calls = () => [
    // @ts-expect-error the key is not in the catalog
    t('list.unknown'),
    // @ts-expect-error who is missing
    t('list.reports', { n: 1 }),
    // @ts-expect-error a count is a number
    t('list.reports', { n: '1', who: 'Ana' }),
    // @ts-expect-error the message takes no values
    t('list.title', { n: 1 }),
  ];
  expect(calls).toBeTypeOf('function');
});
