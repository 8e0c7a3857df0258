import { expect, test } from 'vitest';
import { FEATURES } from '#shared/features.ts';
import { managedWords } from '../../../renderer/settings/managed-words.ts';

const NOTHING = {
  server: false,
  lockMinutes: null,
  contentProtection: false,
  proxy: null,
  ca: false,
  pin: false,
  channel: null,
  signInText: null,
  off: [],
};

test('without managed settings, nothing is said to be set by IT', () => expect(managedWords(NOTHING)).toEqual([]));

test('each thing that IT set is said in words of its own', () => {
  const words = managedWords({
    server: true,
    lockMinutes: 5,
    contentProtection: true,
    proxy: 'http://proxy.example.gov:3128',
    ca: true,
    pin: true,
    channel: 'pilot',
    signInText: 'Call 4357',
    off: [...FEATURES],
  });
  expect(words).toHaveLength(8 + FEATURES.length);
  expect(new Set(words).size).toBe(words.length);
  expect(words.join()).toMatch(/http:\/\/proxy\.example\.gov:3128.*pilot.*5 minutes/);
});
