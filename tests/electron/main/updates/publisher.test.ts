import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { install } from '#electron/main/updates/installer.ts';
import { checkPublisher, publisherOf, windowsShell } from '#electron/main/updates/publisher.ts';
import { systemFolder } from '#electron/main/windows-programs.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const signed = (Subject: string, Status = 0) => ({ Status, SignerCertificate: { Subject } });
const printed = (...both: object[]) => JSON.stringify(both);
const US = 'CN=P2C Review, O=P2C Review';

/** Writes a program that takes PowerShell's place. */
const program = (script: string) => {
  const path = join(folder.path, 'powershell');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return () => ({ path, env: { PATH: process.env['PATH'] } });
};

const check = (shell: Parameters<typeof checkPublisher>[3], publishers?: readonly string[]) =>
  checkPublisher('own', 'new', publishers, shell);

test('an installer by the publisher of the running program is accepted', async () => {
  expect(publisherOf(printed(signed(US), signed(US)), undefined)).toBe('same');
  expect(await check(program(`echo '${printed(signed(US), signed(US))}'`))).toBe('same');
});

test('a certificate that was renewed under another name is accepted if the signed manifest names it', async () => {
  const RENEWED = 'CN=P2C Review LLC';
  const both = program(`echo '${printed(signed(US), signed(RENEWED))}'`);
  expect(await check(both)).toBe('other');
  expect(await check(both, [US, RENEWED])).toBe('same');
  // Where the manifest names publishers, the running program's own name counts for nothing.
  expect(await check(program(`echo '${printed(signed(US), signed(US))}'`), [RENEWED])).toBe('other');
  expect(await check(program(`echo '${printed(signed('', 2), signed(RENEWED, 3))}'`), [RENEWED])).toBe('other');
});

test.each([
  ['by another publisher', printed(signed(US), signed('CN=Other'))],
  ['whose name only begins the same', printed(signed(US), signed(`${US}, Inc.`))],
  ['whose signature is not valid', printed(signed(US), signed(US, 3))],
  ['for a program that is not signed itself', printed(signed('', 2), signed(US))],
  ['that is not signed, nor is the program', printed(signed('', 2), signed('', 2))],
])('an installer %s is refused as one by another publisher', async (_, text) => {
  expect(await check(program(`echo '${text}'`))).toBe('other');
});

test('where PowerShell is blocked, fails, or says nothing of use, the publisher is unchecked, which is no tampering', async () => {
  const right = printed(signed(US), signed(US));
  expect(await check(() => ({ path: join(folder.path, 'none'), env: {} }))).toBe('unchecked');
  expect(await check(program(`echo '${right}'; exit 1`))).toBe('unchecked');
  for (const said of ['', 'This script is blocked by your administrator.', printed(signed(US))])
    expect(await check(program(`echo '${said}'`)), said).toBe('unchecked');
});

test.each([
  ['unchecked', 'publisher_unchecked'],
  ['other', 'publisher_other'],
] as const)('an installer whose publisher is %s is not installed, and not called another file', async (found, code) => {
  const path = join(folder.path, 'setup.exe');
  writeFileSync(path, 'an installer');
  const sha512 = createHash('sha512').update('an installer').digest('base64');
  const file = { name: 'setup.exe', size: 12, sha512, platform: 'win32', arch: 'x64', kind: 'nsis' } as const;
  const asked: unknown[] = [];
  const deps = {
    folder: folder.path,
    version: '0.1.0',
    program: 'own',
    quit: () => {},
    checkPublisher: async (...given: unknown[]) => {
      asked.push(given);
      return found;
    },
  };
  const prepared = { path, file, version: '0.2.0', publishers: [US] };
  await expect(install(deps, prepared, false)).rejects.toMatchObject({ code });
  expect(asked).toEqual([['own', path, [US]]]);
});

test('paths travel in the environment, never in the command', async () => {
  const asks = program(
    `case "$*" in *calc*) exit 1;; esac; test "$P2C_NEW" = "a';calc;'.exe" && echo '${printed(signed(US), signed(US))}'`,
  );
  expect(await checkPublisher('own', "a';calc;'.exe", undefined, asks)).toBe('same');
});

test('PowerShell is the one of the folder that Windows was loaded from, with nothing of the environment', () => {
  const system = systemFolder(['C:\\Program Files\\P2C Review\\P2C Review.exe', 'D:\\Windows\\SYSTEM32\\ntdll.dll']);
  expect(system).toBe('D:\\Windows\\SYSTEM32');
  const { path, env } = windowsShell(system);
  expect(path).toBe('D:\\Windows\\SYSTEM32\\WindowsPowerShell\\v1.0\\powershell.exe');
  expect(Object.keys(env).toSorted()).toEqual(['PATH', 'PSModulePath', 'SystemRoot', 'windir']);
  expect(() => systemFolder(['ntdll.dll', '/usr/lib/libc.so'])).toThrow();
});
