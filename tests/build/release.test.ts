import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readManifest } from '#shared/updates/release.ts';
import { vendorKeys } from '../../build/vendor-keys.mjs';

const main = fileURLToPath(new URL('../../build/release/main.ts', import.meta.url));
const PASSPHRASE = 'correct horse battery';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-release-'));
  writeFileSync(join(folder, 'passphrase'), `${PASSPHRASE}\n`);
  writeFileSync(join(folder, 'notes'), 'Saved replies.\n');
  writeFileSync(join(folder, 'p2c-review-0.2.0.AppImage'), 'an application');
  writeFileSync(join(folder, 'p2c-review-0.2.0-x64-machine.exe'), 'for administrators');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function release(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { input, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}
const at = (name: string) => join(folder, name);
const withPass = (args: string[]) => release([...args, '--passphrase-file', at('passphrase')]);
const key = (name: string): string =>
  withPass(['keys', '--out', at(name)])
    .out.trim()
    .split('\n')
    .at(-1) ?? '';
const sign = (more: string[] = []) =>
  withPass(
    ['sign', folder, '--key', at('vendor'), '--sequence', '4', '--severity', 'high', '--notes', at('notes')].concat(
      ['--version', '0.2.0'],
      more,
    ),
  );

test('a key is encrypted, readable only by its owner, and never overwritten', () => {
  expect(key('vendor')).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(readFileSync(at('vendor'), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(statSync(at('vendor')).mode & 0o777).toBe(0o600);
  expect(withPass(['keys', '--out', at('vendor')]).status).toBe(1);
});

test('a passphrase comes from a pipe too, and a short or wrong one is refused', () => {
  expect(release(['keys', '--out', at('vendor'), '--passphrase-file', '-'], `${PASSPHRASE}\n`).status).toBe(0);
  expect(sign().status).toBe(0);
  expect(release(['keys', '--out', at('b'), '--passphrase-file', '-'], 'short\n').err).toContain('at least 12');
  writeFileSync(at('passphrase'), 'another passphrase\n');
  expect(sign()).toMatchObject({ status: 1, err: expect.stringContaining("can't be opened with this passphrase") });
});

test('signed by both, a release is verified with their public keys, and refused with others', () => {
  const [vendor, agency] = [key('vendor'), key('agency')];
  expect(sign(['--floor', '0.1.0'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('agency: not signed yet'),
  });
  expect(withPass(['countersign', folder, '--key', at('agency')]).status).toBe(0);
  const known = ['--vendor-key', vendor, '--agency-key', agency];
  expect(release(['verify', folder, ...known])).toMatchObject({ status: 0, err: '' });
  expect(release(['verify', folder, '--vendor-key', agency, '--agency-key', vendor]).status).toBe(1);
  const manifest = readManifest(readFileSync(at('release.json'), 'utf8'));
  expect(manifest).toMatchObject({ version: '0.2.0', sequence: 4, floor: '0.1.0', notes: { en: 'Saved replies.' } });
  // What administrators install is not what an installation replaces itself with.
  expect(manifest.files.map(({ name }) => name)).toEqual(['p2c-review-0.2.0.AppImage']);
});

test('a floor above the version, which would lock everybody out, is refused before anything is signed', () => {
  key('vendor');
  expect(sign(['--floor', '0.2.1'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('The floor must not be above the version'),
  });
  expect(existsSync(at('release.json'))).toBe(false);
});

test('what administrators install themselves is named as not part of the release', () => {
  key('vendor');
  expect(sign().out).toContain('not part of the release: p2c-review-0.2.0-x64-machine.exe');
});

test('the agency signs only what the vendor signed, with a key of its own, and files that are what they were', () => {
  const vendor = key('vendor');
  const agency = key('agency');
  sign();
  expect(withPass(['countersign', folder, '--key', at('vendor')]).err).toContain("the vendor's own key");
  expect(withPass(['countersign', folder, '--key', at('agency'), '--vendor-key', agency]).status).toBe(1);
  appendFileSync(at('p2c-review-0.2.0.AppImage'), '!');
  expect(withPass(['countersign', folder, '--key', at('agency'), '--vendor-key', vendor]).err).toContain(
    'p2c-review-0.2.0.AppImage is not the file that was signed',
  );
});

test('verify says when a release has only half of its signatures, or its files are wrong', () => {
  const [vendor, agency] = [key('vendor'), key('agency')];
  sign();
  expect(release(['verify', folder, '--vendor-key', vendor, '--agency-key', agency]).status).toBe(1);
  withPass(['countersign', folder, '--key', at('agency')]);
  rmSync(at('p2c-review-0.2.0.AppImage'));
  expect(release(['verify', folder])).toMatchObject({ status: 1, err: 'p2c-review-0.2.0.AppImage is missing\n' });
});

test('packages of another version in the folder stop it, and so does none', () => {
  key('vendor');
  writeFileSync(at('p2c-review-0.1.9.AppImage'), 'old');
  expect(sign().err).toContain('p2c-review-0.1.9.AppImage is not of version 0.2.0');
  for (const name of ['p2c-review-0.1.9.AppImage', 'p2c-review-0.2.0.AppImage']) rmSync(at(name));
  expect(sign().err).toContain('no package that can update itself');
});

test('the vendor keys that are built in come from a list of one or two, and a wrong list stops the build', () => {
  const file = at('keys.json');
  const env = { P2C_VENDOR_KEYS: file };
  writeFileSync(file, JSON.stringify([key('vendor')]));
  expect(vendorKeys(env)).toEqual([expect.stringMatching(/=$/)]);
  for (const wrong of ['[]', '["x"]', '{}']) {
    writeFileSync(file, wrong);
    expect(() => vendorKeys(env)).toThrow('one or two public keys');
  }
  expect(vendorKeys({}, at('none.json'))).toEqual([]);
});

test('a release is not packed without the vendor keys', () => {
  const script = fileURLToPath(new URL('../../build/package.mjs', import.meta.url));
  const { P2C_VENDOR_KEYS: _, ...env } = process.env;
  const answer = spawnSync(process.execPath, [script, 'linux', '--release'], { encoding: 'utf8', env });
  expect([answer.status, answer.stderr]).toEqual([1, expect.stringContaining('vendor’s public keys')]);
});
