import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { checkSpelling } from '#electron/main/shell/spelling.ts';

const SERVER = 'https://p2c.example.gov';

/** Makes an Electron session that records which languages it was told to check and where its dictionaries come from. */
function aSession(there: readonly string[]) {
  const told = { from: '', languages: [] as string[] };
  const session = Object.assign(new EventEmitter(), {
    availableSpellCheckerLanguages: [...there],
    setSpellCheckerDictionaryDownloadURL: (url: string) => (told.from = url),
    setSpellCheckerLanguages: (languages: string[]) => (told.languages = languages),
  });
  return { session: session as unknown as Session, emitter: session, told };
}

// On macOS the system's own spell checker decides.
const checks = process.platform === 'darwin' ? test.skip : test;

checks('a note is checked in the language of its letter, and in English beside it', () => {
  const { session, told } = aSession(['en-GB', 'en-US', 'es-ES', 'es-MX', 'es-US']);
  const spelling = checkSpelling(session, SERVER, () => undefined);
  expect(told.languages).toEqual(['en-US']);
  spelling.checkIn('es');
  expect(told.languages).toEqual(['en-US', 'es-US']);
  spelling.checkIn('en');
  expect(told.languages).toEqual(['en-US']);
});

checks('where a dictionary is not among those that the system knows, the next best one is taken, or none', () => {
  const some = aSession(['en', 'es-ES']);
  checkSpelling(some.session, SERVER, () => undefined).checkIn('es');
  expect(some.told.languages).toEqual(['en', 'es-ES']);
  const none = aSession(['fr']);
  checkSpelling(none.session, SERVER, () => undefined).checkIn('es');
  expect(none.told.languages).toEqual([]);
});

checks('dictionaries come from the agency server alone, and one that is not there is in the log', () => {
  const lines: [string, unknown][] = [];
  const { session, emitter, told } = aSession(['en-US']);
  checkSpelling(session, SERVER, (event, more) => lines.push([event, more]));
  expect(told.from).toBe('https://p2c.example.gov/dictionaries/');
  emitter.emit('spellcheck-dictionary-download-failure', {}, 'es-US');
  expect(lines).toEqual([['spelling.no_dictionary', { language: 'es-US' }]]);
});
