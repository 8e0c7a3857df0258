import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasSamePublisher, isSamePublisher, windowsShell } from '#electron/main/updates/publisher.ts';
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

test('an installer by the publisher of the running program is accepted', async () => {
  expect(isSamePublisher(printed(signed(US), signed(US)))).toBe(true);
  expect(await hasSamePublisher('own', 'new', program(`echo '${printed(signed(US), signed(US))}'`))).toBe(true);
});

test.each([
  ['by another publisher', printed(signed(US), signed('CN=Other'))],
  ['whose name only begins the same', printed(signed(US), signed(`${US}, Inc.`))],
  ['whose signature is not valid', printed(signed(US), signed(US, 3))],
  ['for a program that is not signed itself', printed(signed('', 2), signed(US))],
  ['of which only one signature is told', printed(signed(US))],
  ['of which nothing is told', ''],
])('an installer %s is refused', async (_, text) => {
  expect(await hasSamePublisher('own', 'new', program(`echo '${text}'`))).toBe(false);
});

test('where PowerShell cannot run, or fails, the installer is refused', async () => {
  expect(await hasSamePublisher('own', 'new', () => ({ path: join(folder.path, 'none'), env: {} }))).toBe(false);
  expect(await hasSamePublisher('own', 'new', program(`echo '${printed(signed(US), signed(US))}'; exit 1`))).toBe(
    false,
  );
});

test('paths travel in the environment, never in the command', async () => {
  const asks = program(
    `case "$*" in *calc*) exit 1;; esac; test "$P2C_NEW" = "a';calc;'.exe" && echo '${printed(signed(US), signed(US))}'`,
  );
  expect(await hasSamePublisher('own', "a';calc;'.exe", asks)).toBe(true);
});

test('PowerShell is the one of the folder that Windows was loaded from, with nothing of the environment', () => {
  const system = systemFolder(['C:\\Program Files\\P2C Review\\P2C Review.exe', 'D:\\Windows\\SYSTEM32\\ntdll.dll']);
  expect(system).toBe('D:\\Windows\\SYSTEM32');
  const { path, env } = windowsShell(system);
  expect(path).toBe('D:\\Windows\\SYSTEM32\\WindowsPowerShell\\v1.0\\powershell.exe');
  expect(Object.keys(env).toSorted()).toEqual(['PATH', 'PSModulePath', 'SystemRoot', 'windir']);
  expect(() => systemFolder(['ntdll.dll', '/usr/lib/libc.so'])).toThrow();
});
