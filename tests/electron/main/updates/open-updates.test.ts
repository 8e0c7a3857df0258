import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownFile } from '#electron/main/updates/open-updates.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeAll(() => {
  folder = temporaryFolder();
  for (const installedFor of ['user', 'machine', undefined]) {
    mkdirSync(join(folder.path, String(installedFor)));
    writeFileSync(join(folder.path, String(installedFor), 'package.json'), JSON.stringify({ installedFor }));
  }
});
afterAll(() => folder.remove());

const IMAGE = { APPIMAGE: '/home/rivera/p2c-review.AppImage' };
const of = (installedFor: string, platform: NodeJS.Platform, arch: NodeJS.Architecture, env = {}) =>
  ownFile(join(folder.path, installedFor), { platform, arch, env });

test.each([
  ['user', 'linux', 'x64', IMAGE, { platform: 'linux', arch: 'x64', kind: 'appimage' }],
  ['user', 'linux', 'arm64', IMAGE, { platform: 'linux', arch: 'arm64', kind: 'appimage' }],
  ['user', 'win32', 'x64', {}, { platform: 'win32', arch: 'x64', kind: 'nsis' }],
  ['user', 'win32', 'arm64', {}, { platform: 'win32', arch: 'arm64', kind: 'nsis' }],
  ['user', 'darwin', 'arm64', {}, { platform: 'darwin', arch: 'arm64', kind: 'zip' }],
  ['user', 'darwin', 'x64', {}, { platform: 'darwin', arch: 'x64', kind: 'zip' }],
] as const)('installed for one %s on %s %s, it replaces itself', (installedFor, platform, arch, env, file) => {
  expect(of(installedFor, platform, arch, env)).toEqual(file);
});

test.each(['linux', 'win32', 'darwin'] as const)(
  'installed for the whole computer on %s, it is left to administrators, also as an AppImage',
  (platform) => expect(of('machine', platform, 'x64', IMAGE)).toBeNull(),
);

test.each([
  { platform: 'linux', arch: 'x64', what: 'a folder or a deb that is no AppImage' },
  { platform: 'freebsd', arch: 'x64', what: 'a system without packages' },
  { platform: 'win32', arch: 'ia32', what: 'a processor without packages' },
] as const)('on $platform $arch, $what replaces nothing', ({ platform, arch }) => {
  expect(of('user', platform, arch, platform === 'linux' ? {} : IMAGE)).toBeNull();
});
