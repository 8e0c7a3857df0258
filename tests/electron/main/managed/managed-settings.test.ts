import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managedSource, readManaged } from '#electron/main/managed/managed-settings.ts';
import { fromRegistry } from '#electron/main/managed/registry.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
let place: string;
beforeEach(() => {
  folder = temporaryFolder();
  place = join(folder.path, 'policy.json');
});
afterEach(() => folder.remove());

/** Only root can make the files that are believed. */
const asRoot = test.skipIf(process.getuid?.() !== 0);
const read = (text: string, mode = 0o644) => {
  writeFileSync(place, text);
  chmodSync(place, mode);
  return readManaged({ kind: 'file', place });
};

test('each system has its place, and a computer without managed settings has none', () => {
  expect(managedSource('linux')).toEqual({ kind: 'file', place: '/etc/p2c-review/policy.json' });
  expect(managedSource('win32').place).toContain('HKLM');
  expect(managedSource('darwin').place).toMatch(/^\/Library\/Managed Preferences\//);
  expect(readManaged({ kind: 'file', place })).toEqual({});
});

asRoot('a file sets the server and the rest', () => {
  expect(read('{"server":"https://p2c.example.gov/","lockMinutes":5,"contentProtection":true}')).toEqual({
    server: 'https://p2c.example.gov',
    lockMinutes: 5,
    contentProtection: true,
  });
});

asRoot('the agency’s public keys for updates are one or two, separated by spaces', () => {
  const key = `${'A'.repeat(43)}=`;
  const other = `${'B'.repeat(43)}=`;
  expect(read(`{"updateKeys":"${key} ${other}","updateChannel":"pilot"}`)).toEqual({
    updateKeys: [key, other],
    updateChannel: 'pilot',
  });
  for (const wrong of ['', 'x', `${key} ${key} ${key}`]) expect(() => read(`{"updateKeys":"${wrong}"}`)).toThrow();
});

asRoot.each([
  ['a line that is no JSON', '{\n  "server": "https://p2c.example.gov",\n  oops\n}', 3, ''],
  ['a setting that is misspelled', '{\n  "server": "https://p2c.example.gov",\n  "lockMinute": 5\n}', 3, 'lockMinute'],
  ['a value out of range', '{\n  "lockMinutes": 90\n}', 2, 'lockMinutes'],
  ['a server without https', '{ "server": "http://p2c.example.gov" }', 1, 'server'],
])('%s is refused, with file and line', (_, text, line, field) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      detail: { code: 'managed_settings_wrong', params: { path: `${place}:${line}`, field } },
    }),
  );
});

asRoot('a file that others than root may write is refused', () => {
  const open = { detail: { code: 'managed_settings_open', params: { path: place } } };
  expect(() => read('{}', 0o664)).toThrow(expect.objectContaining(open));
  chmodSync(place, 0o644);
  chownSync(place, 65_534, 65_534);
  expect(() => readManaged({ kind: 'file', place })).toThrow(expect.objectContaining(open));
});

test('the registry’s texts and numbers become settings; an emptied text counts as missing', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\P2C Review',
    '    server    REG_SZ    https://p2c.example.gov',
    '    lockMinutes    REG_DWORD    0xf',
    '    contentProtection    REG_DWORD    0x1',
    '    remoteDebugging    REG_DWORD    0x0',
    '    empty    REG_SZ    ',
    '',
  ].join('\r\n');
  expect(fromRegistry(printed)).toEqual({
    server: 'https://p2c.example.gov',
    lockMinutes: 15,
    contentProtection: true,
    remoteDebugging: false,
  });
});
