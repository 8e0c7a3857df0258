import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { featuresOff, isTurnedOff } from '#electron/main/managed/features.ts';
import { managedSource, readManaged, wrongNames } from '#electron/main/managed/managed-settings.ts';
import { fromRegistry } from '#electron/main/managed/registry.ts';
import { trustOf } from '#electron/main/managed/trust.ts';
import { CHANNELS } from '#shared/ipc-names.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { makeAuthority } from '../../../helpers/other-server.ts';

let folder: Folder;
let place: string;
beforeEach(() => {
  folder = temporaryFolder();
  place = join(folder.path, 'policy.json');
});
afterEach(() => folder.remove());

/** Only root can create files that are trusted. */
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

asRoot.each([
  ['a proxy with a password in its address', '"proxy": "http://rivera:blue@proxy.example.gov:3128"', 'proxy'],
  ['a proxy of an unknown kind', '"proxy": "socks5://proxy.example.gov:1080"', 'proxy'],
  ['a pin that is no SHA-256', '"pin": ["abc"]', 'pin'],
  ['three pins', `"pin": ${JSON.stringify(Array(3).fill(`${'A'.repeat(43)}=`))}`, 'pin'],
  ['an authority that is no full path', '"ca": "agency.pem"', 'ca'],
  ['a text at sign-in with control characters', '"signInText": "a\\u001b[31m"', 'signInText'],
  ['a text at sign-in that is too long', `"signInText": "${'a'.repeat(1001)}"`, 'signInText'],
  ['a text that reverses what is read', '"signInText": "a\\u202eb"', 'signInText'],
])('%s is refused, with file and line', (_, line, field) => {
  expect(() => read(`{\n  "server": "https://p2c.example.gov",\n  ${line}\n}`)).toThrow(
    expect.objectContaining({
      detail: { code: 'managed_settings_wrong', params: { path: `${place}:3`, field } },
    }),
  );
});

asRoot('network, text and features are read', () => {
  const pin = `${'A'.repeat(43)}=`;
  const given = {
    proxy: 'http://proxy.example.gov:3128/',
    pin: [pin],
    signInText: 'Call\n4357',
    disablePrinting: true,
  };
  const managed = read(JSON.stringify(given));
  expect(managed).toEqual({ ...given, proxy: 'http://proxy.example.gov:3128' });
  expect(featuresOff(managed)).toEqual(['printing']);
});

test('what IT turned off is refused, and nothing else is', () => {
  const off = featuresOff({ disableSavingFiles: true, disableServerSearch: false });
  expect(off).toEqual(['savingFiles']);
  expect(CHANNELS.filter((channel) => isTurnedOff(off, channel))).toEqual([
    'report.pdf',
    'attachment.save',
    'audit.decisions-export',
    'audit.export',
    'figures.save',
    'papers.save',
  ]);
});

asRoot('the certificate of the computer is a PEM file with its own key', () => {
  const clientCertificate = join(folder.path, 'workstation.pem');
  const wrong = expect.objectContaining({
    detail: { code: 'managed_settings_wrong', params: { path: clientCertificate, field: 'clientCertificate' } },
  });
  expect(() => trustOf({ clientCertificate })).toThrow(wrong);
  const authority = makeAuthority('the workstations');
  const { cert, key } = authority.issue('desk 7');
  const holding = (text: string) => writeFileSync(clientCertificate, text, { mode: 0o644 });
  for (const text of [cert, key, cert + authority.issue('desk 8').key, `${cert}-----BEGIN PRIVATE KEY-----\nx\n`]) {
    holding(text);
    expect(() => trustOf({ clientCertificate })).toThrow(wrong);
  }
  holding(key + cert + authority.own.cert);
  expect(trustOf({ clientCertificate })).toEqual({
    ca: null,
    pins: [],
    own: { cert: `${cert.trim()}\n${authority.own.cert.trim()}`, key: key.trim() },
  });
});

asRoot('the authority is a PEM file that only administrators can change', () => {
  const ca = join(folder.path, 'ca.pem');
  const wrong = expect.objectContaining({
    detail: { code: 'managed_settings_wrong', params: { path: ca, field: 'ca' } },
  });
  expect(() => trustOf({ ca })).toThrow(wrong);
  writeFileSync(ca, 'no certificate', { mode: 0o644 });
  expect(() => trustOf({ ca })).toThrow(wrong);
  writeFileSync(ca, makeAuthority('agency').issue('p2c').cert);
  expect(() => trustOf({ ca })).toThrow(wrong);
  const { cert } = makeAuthority('agency').own;
  writeFileSync(ca, `# ours\n${cert}`);
  expect(trustOf({ ca, pin: ['a pin'] })).toEqual({ ca: cert.trim(), pins: ['a pin'] });
  chmodSync(ca, 0o666);
  expect(() => trustOf({ ca })).toThrow(
    expect.objectContaining({ detail: { code: 'managed_settings_open', params: { path: ca } } }),
  );
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
    '    signInText    REG_MULTI_SZ    Call\\0the help desk',
    '',
  ].join('\r\n');
  expect(fromRegistry(printed)).toEqual({
    server: 'https://p2c.example.gov',
    lockMinutes: 15,
    contentProtection: true,
    remoteDebugging: false,
    signInText: ['Call', 'the help desk'],
  });
});

test.each([
  ['REG_EXPAND_SZ', 'server', 'https://p2c.example.gov'],
  ['REG_QWORD', 'lockMinutes', '0x5'],
  ['REG_BINARY', 'contentProtection', '01'],
  ['REG_NONE', 'pin', ''],
  ['REG_SZ', 'lock minutes', '5'],
])('a value of the registry that is a %s named “%s” is a fault with that name, not silence', (type, name, value) => {
  const printed = `    server    REG_SZ    https://p2c.example.gov\r\n    ${name}    ${type}    ${value}\r\n`;
  expect(wrongNames(fromRegistry(printed))).toEqual([name]);
});
