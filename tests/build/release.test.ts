import { spawn, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
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
  const { scrypt, publicKey } = JSON.parse(readFileSync(at('vendor'), 'utf8'));
  expect([scrypt, publicKey]).toEqual([{ N: 131_072, r: 8, p: 1 }, expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)]);
  expect(statSync(at('vendor')).mode & 0o777).toBe(0o600);
  const kept = readFileSync(at('vendor'), 'utf8');
  const again = withPass(['keys', '--out', at('vendor')]);
  expect(again).toMatchObject({
    status: 1,
    err: `${at('vendor')} already exists, and a key is never overwritten. Name another file.\n`,
  });
  expect(readFileSync(at('vendor'), 'utf8')).toBe(kept);
});

test('a passphrase comes from a pipe too, and a short or wrong one is refused', () => {
  expect(release(['keys', '--out', at('vendor'), '--passphrase-file', '-'], `${PASSPHRASE}\n`).status).toBe(0);
  expect(sign().status).toBe(0);
  expect(release(['keys', '--out', at('b'), '--passphrase-file', '-'], 'short\n').err).toContain('at least 12');
  writeFileSync(at('passphrase'), 'another passphrase\n');
  expect(sign()).toMatchObject({ status: 1, err: expect.stringContaining("can't be opened with this passphrase") });
});

/** Types each line at a real terminal after its question, and returns what a person sees. */
function typed(args: string[], lines: readonly string[]): Promise<string> {
  const command = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ');
  const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
  let shown = '';
  let asked = 0;
  terminal.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const line = lines[asked];
    if (line === undefined || shown.split('assphrase').length - 2 < asked) return;
    asked += 1;
    terminal.stdin.write(`${line}\r`);
  });
  return new Promise((resolve) => terminal.once('close', (code) => resolve(`${code} ${shown}`)));
}

test('a passphrase is typed at a terminal, which does not show it, and opens the key', async () => {
  const mistyped = await typed(['keys', '--out', at('vendor')], [PASSPHRASE, `${PASSPHRASE}!`]);
  expect(mistyped).toContain('The passphrases do not match.');
  const made = await typed(['keys', '--out', at('vendor')], [PASSPHRASE, PASSPHRASE]);
  expect(made).toMatch(/^0 New passphrase: /);
  expect(made).not.toContain(PASSPHRASE);
  expect(sign().status).toBe(0);
  const signed = await typed(['countersign', folder, '--key', at('vendor')], [PASSPHRASE]);
  expect(signed).toContain("that is the vendor's own key");
});

test('verify also prints what sha256sum prints of each package', () => {
  key('vendor');
  expect(sign().out).toContain(
    createHash('sha256')
      .update(readFileSync(at('p2c-review-0.2.0.AppImage')))
      .digest('hex'),
  );
});

test('signed by both, a release is verified with their public keys, and refused with others', () => {
  const [vendor, agency] = [key('vendor'), key('agency')];
  expect(sign(['--floor', '0.1.0'])).toMatchObject({
    status: 0,
    out: expect.stringMatching(/agency: not signed yet\nResult: good, but not countersigned/),
  });
  expect(withPass(['countersign', folder, '--key', at('agency')]).status).toBe(0);
  const known = ['--vendor-key', vendor, '--agency-key', agency];
  expect(release(['verify', folder, ...known])).toMatchObject({ status: 0, err: '' });
  expect(release(['verify', folder, '--vendor-key', agency, '--agency-key', vendor]).status).toBe(1);
  const manifest = readManifest(readFileSync(at('release.json'), 'utf8'));
  expect(manifest).toMatchObject({ version: '0.2.0', sequence: 4, floor: '0.1.0', notes: { en: 'Saved replies.' } });
  // The manifest lists only the package that an installation updates itself with, not the administrators' packages.
  expect(manifest.files.map(({ name }) => name)).toEqual(['p2c-review-0.2.0.AppImage']);
});

test('a floor above the version, which would lock everybody out, is refused before anything is signed', () => {
  key('vendor');
  expect(sign(['--floor', '0.2.1'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('--floor must not be above the version'),
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
  expect(sign().err).toContain('p2c-review-0.1.9.AppImage is not from version 0.2.0');
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

test('a key file of the earlier format, an encrypted PEM, still opens', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE });
  writeFileSync(at('vendor'), pem);
  expect(sign()).toMatchObject({ status: 0, out: expect.stringContaining('vendor: signed with') });
});

test('a key file whose public part or cost was changed is refused', () => {
  key('vendor');
  const file = JSON.parse(readFileSync(at('vendor'), 'utf8'));
  for (const changed of [
    { publicKey: `${'A'.repeat(43)}=` },
    { scrypt: { N: 2 ** 30, r: 8, p: 1 } },
    { encrypted: 'AAAA' },
  ]) {
    writeFileSync(at('vendor'), JSON.stringify({ ...file, ...changed }));
    expect(sign()).toMatchObject({ status: 1, err: expect.stringMatching(/vendor (?:can't be opened|is not an enc)/) });
  }
  expect(existsSync(at('release.json'))).toBe(false);
});

test('what is wrong is said in a sentence that names it, without a raw error', () => {
  key('vendor');
  const none = at('none');
  const given = { key: at('vendor'), sequence: '4', severity: 'high', notes: at('notes'), version: '0.2.0' };
  const signed = (change: object, dir = folder) =>
    withPass(['sign', dir, ...Object.entries({ ...given, ...change }).map(([name, value]) => `--${name}=${value}`)]);
  const answers = [
    [signed({ sequence: 'four' }), 2, '--sequence must be a whole number, one more than that of the last release.'],
    [signed({ severity: 'bad' }), 2, '--severity must be critical, high, medium, low.'],
    [signed({ floor: 'v1' }), 2, '--floor must look like 1.2.3.'],
    [signed({ channel: 'Two words' }), 2, '--channel must be a name such as stable.'],
    [signed({ version: '1' }), 2, '--version must look like 1.2.3.'],
    [signed({ days: '0' }), 2, '--days must be a number from 1 to 999.'],
    [signed({ notes: none }), 1, `${none} does not exist, or the folder that it should be in does not.`],
    [signed({ key: none }), 1, `${none} does not exist, or the folder that it should be in does not.`],
    [signed({}, none), 1, `${none} does not exist, or the folder that it should be in does not.`],
    [
      release(['verify', folder]),
      1,
      `${folder} has no release.json: the vendor must sign the release first ("release sign").`,
    ],
    [release(['keys', '--out', at('b'), '--passphrase-file', none]), 1, `${none} does not exist, or the folder that`],
    [withPass(['keys', '--out', join(none, 'b')]), 1, `${join(none, 'b')} does not exist, or the folder that`],
  ] as const;
  for (const [{ status, err }, code, words] of answers) {
    expect([status, err]).toEqual([code, expect.stringContaining(words)]);
    expect(err).not.toMatch(/ENOENT|EEXIST|NaN|regex|ZodError|\^\[| at /);
  }
  expect(sign().status).toBe(0);
  const wrongKey = release(['verify', folder, '--vendor-key', 'abc']);
  expect(wrongKey).toMatchObject({ status: 2, err: expect.stringContaining('--vendor-key must be a public key') });
  appendFileSync(at('release.json'), ' ');
  expect(release(['verify', folder]).err).toContain('release.json is damaged or was changed');
});
