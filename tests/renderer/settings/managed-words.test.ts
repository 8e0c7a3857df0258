import { expect, test } from 'vitest';
import { managedInfo } from '#electron/main/managed/managed-info.ts';
import { MANAGED, type ManagedName, managedSettings } from '#electron/main/managed/table.ts';
import { managedWords } from '../../../renderer/settings/managed-words.ts';

const wordsOf = (set: object) => managedWords(managedInfo(managedSettings.parse(set)));
const NAMES = Object.keys(MANAGED) as ManagedName[];
/** Returns a value that a person would notice. */
const valueOf = (name: ManagedName) => (MANAGED[name].kind === 'yesNo' ? true : MANAGED[name].example);

test('without managed settings, nothing is said to be set by IT', () => expect(wordsOf({})).toEqual([]));

test.each(NAMES)('that IT set %s is said', (name) => expect(wordsOf({ [name]: valueOf(name) })).toHaveLength(1));

test('each thing that IT set is said in words of its own', () => {
  const words = wordsOf(Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])));
  expect(new Set(words).size).toBe(NAMES.length);
  expect(words.join()).toMatch(/http:\/\/proxy\.example\.gov:3128.*stable.*10 minutes/);
});
