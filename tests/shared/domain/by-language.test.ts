import { expect, test } from 'vitest';
import { z } from 'zod';
import { byLanguage, inLanguage } from '#shared/domain/by-language.ts';
import { policy } from '#shared/domain/policy.ts';
import { plainLetter } from '#shared/letters/letter.ts';
import start from '../../../resources/policy.json' with { type: 'json' };
import { aReport } from '../../helpers/builders.ts';

const agency = (language: 'en' | 'es') => ({ agency: { language } });

test('a text is read in the language that is asked for', () => {
  expect(inLanguage({ en: 'Photo', es: 'Foto' }, agency('en'), 'es')).toBe('Foto');
  expect(inLanguage({ en: 'Photo', es: 'Foto' }, agency('es'), 'en')).toBe('Photo');
});

test('where a language is missing or blank, the agency’s serves, and then whatever there is', () => {
  expect(inLanguage({ en: 'Photo' }, agency('en'), 'es')).toBe('Photo');
  expect(inLanguage({ en: 'Photo', es: ' ' }, agency('en'), 'es')).toBe('Photo');
  expect(inLanguage({ es: 'Foto' }, agency('en'), 'en')).toBe('Foto');
});

test('nobody is asked: the agency’s language', () => {
  expect(inLanguage({ en: 'Photo', es: 'Foto' }, agency('es'))).toBe('Foto');
});

test('a text in no language is none, and each has its limit', () => {
  const text = byLanguage(z.string().max(5));
  expect(text.safeParse({ es: 'Foto' }).success).toBe(true);
  for (const wrong of [{}, { en: ' ' }, { en: 'Photos' }, { en: 'Photo', es: 'Una foto' }, 'Photo']) {
    expect(text.safeParse(wrong).success).toBe(false);
  }
});

test('titles, rules, letters, reasons and notices without a language are all in the agency’s', () => {
  const only = (kept: 'en' | 'es', dropped: 'en' | 'es') => {
    const texts = JSON.stringify({ ...start, agency: { ...start.agency, language: kept } });
    return policy.parse(JSON.parse(texts, (key, value: unknown) => (key === dropped ? undefined : value)));
  };
  for (const [kept, dropped] of [
    ['en', 'es'],
    ['es', 'en'],
  ] as const) {
    const whole = only(kept, dropped);
    const [reason] = whole.reasons;
    if (reason === undefined) throw new Error('the policy has no reasons');
    for (const texts of [reason.title, reason.rule, reason.text, whole.notice.text])
      expect(inLanguage(texts, whole, dropped)).toBe(texts[kept]);
    const letter = (language: 'en' | 'es') =>
      plainLetter('received', aReport({ facts: { who: { language } } }), whole).text;
    expect(letter(dropped)).toBe(letter(kept));
  }
});
