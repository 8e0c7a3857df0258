import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trustOf } from '#electron/main/managed/trust.ts';
import { isOnlyAdministratorsOnWindows } from '#electron/main/managed/windows-access.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';
import { makeAuthority } from '../../../helpers/other-server.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const LIST = 'D:PAI(A;;FA;;;SY)(A;;FA;;;BA)';
const USERS_READ = '(A;;0x1200a9;;;BU)';

test.each([
  ['read by users', `O:BAG:SY${LIST}${USERS_READ}`],
  ['read by users, said in letters', `O:SYG:SY${LIST}(A;;FRFX;;;BU)`],
  ['with rights that begin below a folder', `O:BAG:BA${LIST}(A;OICIIO;FA;;;CO)${USERS_READ}`],
  ['owned by the installer of Windows', `O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:BA${LIST}`],
  ['that everybody is denied to change', `O:BAG:BA${LIST}(D;;FA;;;WD)`],
])('a file %s can be changed by administrators only', (_, sddl) => {
  expect(isOnlyAdministratorsOnWindows(sddl)).toBe(true);
});

test.each([
  ['that users may write', `O:BAG:SY${LIST}(A;;0x1301bf;;;BU)`],
  ['that everybody may do anything with', `O:BAG:SY${LIST}(A;;FA;;;WD)`],
  ['that authenticated users may delete', `O:BAG:SY${LIST}(A;;SD;;;AU)`],
  ['whose list somebody may change', `O:BAG:SY${LIST}(A;;WD;;;S-1-5-21-1-2-3-1001)`],
  ['that somebody may write by the generic right', `O:BAG:SY${LIST}(A;;0x40000000;;;BU)`],
  ['that a condition lets somebody write', `O:BAG:SY${LIST}(XA;;FA;;;BU;x)`],
  ['owned by an officer, who may give rights to anyone', `O:S-1-5-21-1-2-3-1001G:BA${LIST}`],
  ['without a list', 'O:BAG:SY'],
  ['with an open list', 'O:BAG:SYD:NO_ACCESS_CONTROL'],
  ['of which nothing is said', ''],
  ['of which something else is said', 'Get-Acl : Access is denied'],
])('a file %s is one that others can change', (_, sddl) => {
  expect(isOnlyAdministratorsOnWindows(sddl)).toBe(false);
});

const certificate = () => {
  const path = join(folder.path, 'ca.pem');
  writeFileSync(path, makeAuthority('agency').own.cert);
  return path;
};

test('on Windows, an authority that others can change is not used', () => {
  const ca = certificate();
  const asked: string[] = [];
  const open = (path: string) => {
    asked.push(path);
    return `O:BAG:SY${LIST}(A;;FA;;;BU)`;
  };
  const wrong = (code: string) => expect.objectContaining({ detail: { code, params: { path: ca } } });
  expect(() => trustOf({ ca }, 'win32', open)).toThrow(wrong('managed_settings_open'));
  expect(() => trustOf({ clientCertificate: ca }, 'win32', open)).toThrow(wrong('managed_settings_open'));
  expect(asked).toEqual([ca, ca]);
  expect(trustOf({ ca }, 'win32', () => `O:BAG:SY${LIST}${USERS_READ}\r\n`).ca).toContain('BEGIN CERTIFICATE');
});

test('where PowerShell is blocked, the file is not used, and the reason is said', () => {
  const ca = certificate();
  const blocked = () => {
    throw new Error('spawn EPERM');
  };
  expect(() => trustOf({ ca }, 'win32', blocked)).toThrow(
    expect.objectContaining({ detail: { code: 'managed_settings_unchecked', params: { path: ca } } }),
  );
});
