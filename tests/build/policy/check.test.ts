import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MANAGED } from '#electron/main/managed/table.ts';
import { checkPolicy } from '../../../build/policy/check.ts';
import { mobileconfig, policyJson } from '../../../build/policy/templates.ts';

const COUNT = Object.keys(MANAGED).length;
const KEY = 'Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';

test.each([
  ['policy.json', policyJson()],
  ['p2c.mobileconfig', mobileconfig()],
])('the example %s is accepted, and says everything that it sets', (file, text) => {
  const { faults, managed, notes } = checkPolicy(text, file);
  expect([faults, managed.length]).toEqual([[], COUNT]);
  expect(managed).toContain('server: "https://p2c.example.gov"');
  expect(notes).toEqual([
    'Not checked here: /etc/p2c-review/agency-ca.pem. Every computer needs this file, and only administrators may be able to change it.',
    'Not checked here: /etc/p2c-review/workstation.pem. Every computer needs this file, and only administrators may be able to change it.',
  ]);
});

test('every fault of a file is named with its line, what is expected and an example', () => {
  const text = `{
  "Server": "https://p2c.example.gov",
  "lockMinutes": 45,
  "dance": true,
  "updateKeys": "short"
}`;
  expect(checkPolicy(text, 'policy.json').faults.toSorted()).toEqual([
    'policy.json:2: Server is not a setting. Write server.',
    expect.stringMatching(/^policy\.json:3: lockMinutes is not valid \(number, 1 to 30\)\. .* Example: 10$/),
    expect.stringMatching(/^policy\.json:4: dance is not a setting\. There are: server, ca, /),
    expect.stringMatching(/^policy\.json:5: updateKeys is not valid \(one or two texts\)\. /),
  ]);
  for (const [broken, line] of [
    ['{\n  "server": }', 2],
    ['{\n  "server": "x"\n  "ca": "y"\n}', 3],
    ['{\n  "server": "x",\n}', 3],
  ] as const)
    expect(checkPolicy(broken, 'p').faults).toEqual([
      expect.stringMatching(new RegExp(`^p:${line}: This is not valid`)),
    ]);
  expect(checkPolicy('[]', 'policy.json').faults).toEqual([expect.stringContaining('not a set of settings')]);
});

test('what the registry and a profile hold is checked by the same table', () => {
  const printed = (minutes: string) =>
    `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\P2C Review\r\n    server    REG_SZ    https://p2c.example.gov\r\n    lockMinutes    REG_DWORD    ${minutes}\r\n    ca    REG_SZ    C:\\Program Files\\PD\\ca.pem\r\n`;
  expect(checkPolicy(printed('0xa'), 'reg.txt')).toMatchObject({
    faults: [],
    managed: expect.arrayContaining(['lockMinutes: 10']),
  });
  expect(checkPolicy(printed('0x2d'), 'reg.txt').faults).toEqual([
    expect.stringMatching(/^reg\.txt:4: lockMinutes is not valid/),
  ]);
  const [noText = ''] = checkPolicy(printed('0xa').replace('REG_SZ    https', 'REG_SZ    http'), 'reg.txt').faults;
  expect(noText).toContain('server is not valid (REG_SZ). Address of the agency server: https:// and its name');
  // The application reads neither of these keys, although both look like the right one.
  for (const other of ['HKEY_CURRENT_USER\\SOFTWARE', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node'])
    expect(checkPolicy(printed('0xa').replace('HKEY_LOCAL_MACHINE\\SOFTWARE', other), 'reg.txt').faults).toEqual([
      expect.stringContaining(`does not read ${other}`),
    ]);
  expect(checkPolicy('Windows Registry Editor Version 5.00\r\n', 'a.reg').faults[0]).toContain('This is a .reg file');
  const wrong = mobileconfig().replace('<integer>10</integer>', '<integer>0</integer>');
  const line = wrong.slice(0, wrong.indexOf('<key>lockMinutes')).split('\n').length;
  expect(checkPolicy(wrong, 'p2c.mobileconfig').faults).toEqual([
    expect.stringContaining(`p2c.mobileconfig:${line}: lockMinutes`),
  ]);
});

test('a setting or an update key that is there twice is a fault, and so is no server', () => {
  const twice = `{
  "server": "https://p2c.example.gov",
  "lockMinutes": 5,
  "server": "https://other.example.gov"
}`;
  expect(checkPolicy(twice, 'p').faults).toEqual(['p:4: server appears twice.']);
  const profile = mobileconfig().replace('<key>lockMinutes</key>', '<key>server</key><string>x</string>$&');
  expect(checkPolicy(profile, 'p').faults).toEqual([expect.stringContaining('server appears twice.')]);
  const keys = `{ "server": "https://p2c.example.gov",\n "updateKeys": ["${KEY}", "${KEY}"] }`;
  expect(checkPolicy(keys, 'p').faults).toEqual([expect.stringMatching(/^p:2: updateKeys has the same key twice\./)]);
  expect(checkPolicy('{ "lockMinutes": 5 }', 'p').faults).toEqual([
    'p: server is missing: an installed application does not start without it.',
  ]);
});

test('what reg prints when it finds nothing is called that, and yes or no is true or false in a file', () => {
  const nothing = 'ERROR: The system was unable to find the specified registry key or value.\r\n';
  expect(checkPolicy(nothing, 'reg.txt').faults).toEqual([
    'reg.txt: It contains no settings: the registry key does not exist, or could not be read.',
  ]);
  expect(checkPolicy(' \n', 'policy.json').faults).toEqual(['policy.json: The file is empty.']);
  expect(checkPolicy('{ "server": "https://x.example", "disablePrinting": "yes" }', 'p').faults).toEqual([
    expect.stringContaining('disablePrinting is not valid (true or false)'),
  ]);
});

test('what is missing or dangerous is said, though it is no fault', () => {
  expect(checkPolicy('{ "server": "https://p2c.example.gov", "remoteDebugging": true }', 'p').notes).toEqual([
    'Without updateKeys, a package installed for one account installs no updates.',
    'remoteDebugging is only for testing a package: remove it before a roll-out.',
  ]);
});

test('the command ends with 0 for good settings, 1 for wrong ones and 2 without a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-policy-'));
  const file = join(folder, 'policy.json');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('../../../build/policy/check.ts', import.meta.url)), ...args], {
      encoding: 'utf8',
    });
  writeFileSync(file, JSON.stringify({ server: 'https://p2c.example.gov', updateKeys: [KEY] }));
  expect(run(file)).toMatchObject({
    status: 0,
    stdout: `${file}: 2 managed settings\n  server: "https://p2c.example.gov"\n  updateKeys: ["${KEY}"]\n`,
  });
  // As PowerShell writes it.
  writeFileSync(file, Buffer.from('\uFEFF{ "lockMinutes": 0 }', 'utf16le'));
  expect(run(file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${file}:1: lockMinutes is not valid`),
  });
  expect([run().status, run(join(folder, 'none')).status]).toEqual([2, 2]);
  expect(run(join(folder, 'none')).stderr).toBe(`There is no ${join(folder, 'none')}.\n`);
  rmSync(folder, { recursive: true });
});
