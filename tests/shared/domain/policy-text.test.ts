import { expect, test } from 'vitest';
import { z } from 'zod';
import { inLanguage, policyText } from '#shared/domain/policy-text.ts';

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
  const text = policyText(z.string().max(5));
  expect(text.safeParse({ es: 'Foto' }).success).toBe(true);
  for (const wrong of [{}, { en: ' ' }, { en: 'Photos' }, { en: 'Photo', es: 'Una foto' }, 'Photo']) {
    expect(text.safeParse(wrong).success).toBe(false);
  }
});
