import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES, LOCALES, languageInForce, languageName, OWN_NAMES, spokenOf } from '#shared/words/languages.ts';

test('every folder of catalogs is a language that is spoken, and every language has its folder', () => {
  const folders = readdirSync('shared/words', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...LANGUAGES].sort()).toEqual(folders.map(({ name }) => name).sort());
  for (const one of LANGUAGES) {
    expect(Intl.getCanonicalLocales(LOCALES[one])).toEqual([LOCALES[one]]);
    // Each language's own name matches what `Intl.DisplayNames` calls it in that language.
    expect(OWN_NAMES[one].toLowerCase()).toBe(languageName(one, one).toLowerCase());
  }
});

test('a tag is of a language that is spoken, or of none', () => {
  expect(['es-MX', 'EN', 'es', 'fil', 'e', ''].map(spokenOf)).toEqual(['es', 'en', 'es', null, null, null]);
});

test.each([
  ['system', ['es-MX', 'en-US'], 'es'],
  ['system', ['en-US', 'es-MX'], 'en'],
  ['system', ['eo', 'es'], 'es'],
  ['system', ['eo'], 'en'],
  ['system', [], 'en'],
  ['en', ['es-MX'], 'en'],
  ['es', ['en-US'], 'es'],
] as const)('choosing %s on a system that speaks %j gives %s', (choice, system, language) => {
  expect(languageInForce(choice, system)).toBe(language);
});
