import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings, serverAddress } from '#electron/main/settings.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';

let folder: Folder;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'settings.json');
});
afterEach(() => folder.remove());

test('starts with defaults and keeps what was chosen', () => {
  const settings = openSettings(folder.path, {});
  expect(settings.get()).toEqual({ theme: 'system', textSize: 100, language: 'system' });
  expect(settings.server).toBe('http://127.0.0.1:4810');
  settings.set({ theme: 'dark', textSize: 150, language: 'system' });
  expect(openSettings(folder.path, {}).get()).toEqual({ theme: 'dark', textSize: 150, language: 'system' });
});

test('takes the server from the environment, otherwise from the file, and keeps the one in the file', () => {
  writeFileSync(file, JSON.stringify({ server: 'https://p2c.example.gov/' }));
  const settings = openSettings(folder.path, {});
  expect(settings.server).toBe('https://p2c.example.gov');
  expect(openSettings(folder.path, { P2C_SERVER_URL: 'http://127.0.0.1:9' }).server).toBe('http://127.0.0.1:9');
  settings.set({ theme: 'light', textSize: 100, language: 'system' });
  expect(openSettings(folder.path, {}).server).toBe('https://p2c.example.gov');
});

test('a packaged application takes the server from the managed settings alone', () => {
  writeFileSync(file, JSON.stringify({ server: 'https://p2c.example.gov/' }));
  const environment = { P2C_SERVER_URL: 'http://127.0.0.1:9' };
  const place = '/etc/p2c-review/policy.json';
  expect(openSettings(folder.path, environment, { server: 'https://desk.example.gov', place }).server).toBe(
    'https://desk.example.gov',
  );
  expect(() => openSettings(folder.path, environment, { place })).toThrow(
    expect.objectContaining({ detail: { code: 'no_managed_server', params: { path: place } } }),
  );
});

test.each(['', '{', '[]', 'null'])('does not guess a server if the file holds %j', (text) => {
  writeFileSync(file, text);
  expect(() => openSettings(folder.path, {})).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      detail: { code: 'settings_unreadable', params: { path: file } },
    }),
  );
  expect(readFileSync(file, 'utf8')).toBe(text);
  const settings = openSettings(folder.path, { P2C_SERVER_URL: 'https://p2c.example.gov' });
  expect(settings.server).toBe('https://p2c.example.gov');
  expect(settings.get()).toEqual({ theme: 'system', textSize: 100, language: 'system' });
});

test('falls back to defaults for unknown choices, and keeps the server', () => {
  writeFileSync(file, '{"server":"https://p2c.example.gov","theme":"pink","textSize":7}');
  const settings = openSettings(folder.path, {});
  expect(settings.server).toBe('https://p2c.example.gov');
  expect(settings.get()).toEqual({ theme: 'system', textSize: 100, language: 'system' });
});

test.each([
  'http://p2c.example.gov',
  'http://127.0.0.1.example.gov',
  'ftp://p2c.example.gov',
  'https://user:password@p2c.example.gov',
  'https://p2c.example.gov/path',
  'p2c.example.gov',
  'javascript:alert(1)',
])('rejects %s as a server, so that a password is never sent to the wrong place', (address) => {
  expect(serverAddress.safeParse(address).success).toBe(false);
  expect(() => openSettings(folder.path, { P2C_SERVER_URL: address })).toThrow(
    expect.objectContaining({ code: 'invalid_request' }),
  );
});

test.each([
  'https://p2c.example.gov',
  'https://p2c.example.gov:8443',
  'http://127.0.0.1:4810',
  'http://localhost:1',
  'http://[::1]:1',
])('accepts %s as a server', (address) => {
  expect(serverAddress.parse(address)).toBe(address);
});
