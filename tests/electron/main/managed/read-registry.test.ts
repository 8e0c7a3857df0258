import { expect, test } from 'vitest';
import { readManaged } from '#electron/main/managed/managed-settings.ts';
import { readRegistry } from '#electron/main/managed/read-registry.ts';

const KEY = 'HKLM\\SOFTWARE\\Policies\\P2C Review';
/** Answers as `reg query` does: it exits with 1 for a key that is missing, and for one that may not be read. */
const registry = (readable: Record<string, string>) => (key: string) => {
  const found = readable[key];
  if (found === undefined) throw Object.assign(new Error('Command failed'), { status: 1 });
  return found;
};
const ROOT = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
const subkeys = (...names: string[]) => `\r\n${names.map((name) => `${name}\r\n`).join('')}`;

test('a computer whose registry lists no such key is not managed', () => {
  expect(readRegistry(KEY, registry({ 'HKLM\\SOFTWARE\\Policies': subkeys(`${ROOT}\\Policies\\Other`) }))).toBeNull();
  expect(readRegistry(KEY, registry({ 'HKLM\\SOFTWARE': subkeys(`${ROOT}\\Other`) }))).toBeNull();
});

test.each([
  ['the key exists and may not be read', { 'HKLM\\SOFTWARE\\Policies': subkeys(`${ROOT}\\policies\\P2C review`) }],
  ['its parent exists and may not be read', { 'HKLM\\SOFTWARE': subkeys(`${ROOT}\\Policies`) }],
  ['nothing can be read, as where the program that reads is blocked', {}],
])('%s: that is no computer without settings', (_, readable) => {
  expect(() => readRegistry(KEY, registry(readable))).toThrow("can't be read");
});

test('settings that can not be read stop the start with their place, and never count as none', () => {
  const source = { kind: 'registry', place: KEY } as const;
  expect(() => readManaged(source, (key) => readRegistry(key, registry({})))).toThrow(
    expect.objectContaining({ detail: { code: 'managed_settings_unreadable', params: { path: KEY } } }),
  );
  expect(readManaged(source, () => null)).toEqual({});
});
