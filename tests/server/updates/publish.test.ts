import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseUpdateManifest } from '#server/updates/manifest.ts';
import { publishUpdate } from '#server/updates/publish.ts';
import { startAgency } from '../../helpers/agency.ts';

let folder: string;
let built: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'p2c-updates-'));
  built = join(folder, 'built');
  data = join(folder, 'data');
  mkdirSync(built);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What electron-builder leaves in its output folder. */
function build(version: string, manifest = 'latest-linux.yml'): string {
  const name = `P2C-Review-${version}.AppImage`;
  const bytes = Buffer.from(`application ${version}`);
  writeFileSync(join(built, name), bytes);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  writeFileSync(
    join(built, manifest),
    `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${bytes.length}\n    blockMapSize: 12\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-03-07T14:00:00.000Z'\n`,
  );
  return name;
}
const feed = () => readdirSync(join(data, 'updates')).sort();

test('a built update reaches the feed, and workstations get it byte for byte', async () => {
  const agency = await startAgency();
  try {
    const name = build('1.2.3');
    expect(await publishUpdate(built, agency.dataDir)).toEqual([{ name: 'latest-linux.yml', version: '1.2.3' }]);
    const manifest = await agency.call('GET', '/updates/latest-linux.yml');
    expect([manifest.status, manifest.body]).toEqual([200, readFileSync(join(built, 'latest-linux.yml'), 'utf8')]);
    expect(manifest.headers.get('cache-control')).toBe('no-cache');
    expect((await agency.call('GET', `/updates/${name}`)).body).toBe('application 1.2.3');
    expect((await agency.call('GET', '/updates/')).status).toBe(404);
  } finally {
    await agency.stop();
  }
});

test('the next version replaces the manifest and keeps the old files for clients still downloading them', async () => {
  const first = build('1.2.3');
  await publishUpdate(built, data);
  rmSync(join(built, first));
  const second = build('1.3.0');
  await publishUpdate(built, data);
  expect(feed()).toEqual([first, second, 'latest-linux.yml'].sort());
  expect(readFileSync(join(data, 'updates/latest-linux.yml'), 'utf8')).toContain('1.3.0');
});

describe('nothing is published', () => {
  const refused = async (words: string) => {
    await expect(publishUpdate(built, data)).rejects.toThrow(words);
    expect(() => feed()).toThrow('ENOENT');
  };

  test('when a file was tampered with, even if its size is the same', async () => {
    const name = build('1.2.3');
    writeFileSync(join(built, name), 'Application 1.2.3');
    await refused('is not the file');
    appendFileSync(join(built, name), '!');
    await refused('has 18 bytes where the manifest says 17');
  });

  test('when a file, the manifest or the folder is missing', async () => {
    await refused('No latest*.yml');
    rmSync(join(built, build('1.2.3')));
    await refused('listed in the manifest but missing');
    rmSync(built, { recursive: true });
    await refused('cannot be read');
  });

  test('when one of two manifests is wrong', async () => {
    build('1.2.3');
    writeFileSync(join(built, 'latest-mac.yml'), 'version: 1.2.3\nfiles:\n');
    await refused('latest-mac.yml is not a usable update manifest');
  });

  test('when a manifest names a file outside the folder', async () => {
    build('1.2.3');
    const path = join(built, 'latest-linux.yml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('url: P2C', 'url: ../P2C'));
    await refused('must be a plain file name');
  });
});

describe('a manifest', () => {
  const hash = `${'a'.repeat(86)}==`;
  const good = `version: 1.2.3\nfiles:\n  - url: a.exe\n    sha512: ${hash}\n    size: 5\n`;

  test('may contain release notes and quoted values', () => {
    const text = `${good}releaseNotes: |-\n  Better: faster\n  - and more\nreleaseName: 'It''s here'\n`;
    expect(parseUpdateManifest(text)).toEqual({ version: '1.2.3', files: [{ url: 'a.exe', sha512: hash, size: 5 }] });
  });

  test.each([
    ['as electron-builder does', good],
    ['with escapes', good.replace('url: a.exe', 'url: "\\x61.exe"')],
    ['with an anchor', good.replace('url: a.exe', 'url: &x a.exe')],
    ['as a list in brackets', `{version: 1.2.3, files: [{url: a.exe, sha512: '${hash}', size: 5}]}\n`],
    ['with a comment', good.replace('url: a.exe', 'url: a.exe # for Windows')],
    ['without a version of three numbers', good.replace('1.2.3', '1.2')],
  ])('written %s is either read the way the updater reads it or refused', (_, text) => {
    const { version, files } = parseUpdateInfo(text, 'latest.yml', new URL('https://agency.example/latest.yml'));
    const read = { version, files: files.map(({ url, sha512, size }) => ({ url, sha512, size })) };
    if (version === '1.2.3') expect(parseUpdateManifest(text)).toEqual(read);
    else expect(() => parseUpdateManifest(text)).toThrow('version');
  });

  test.each([
    ['a list without hashes', `version: 1.2.3\nfiles: [{url: a.exe}]\n`],
    ['a key twice', `${good}version: 9.9.9\n`],
    ['a size of words', good.replace('size: 5', 'size: big')],
    ['no hash', good.replace(/ {4}sha512.*\n/, '')],
    ['another document', `${good}---\nversion: 2.0.0\n`],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => {
    expect(() => parseUpdateManifest(text)).toThrow();
  });
});
