import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24, root, say } from '../machine.mjs';
import { licenseRows, serverBill } from '../sbom.mjs';
import { neededPackages } from './packages.mjs';

const own = fileURLToPath(new URL('files/', import.meta.url));
const NAME = 'p2c-review-server';
const PROGRAM = 'opt/p2c-review';
/** Debian's architecture names; other architectures have no Node in node_modules. */
const MACHINES = /** @type {Record<string, string>} */ ({ x64: 'amd64', arm64: 'arm64' });
const EXECUTABLE = ['bin/node', 'bin/p2c-server', 'bin/set-up'];
/** Files that a running server doesn't need. */
const NOT_NEEDED = /\.(?:map|[cm]?ts)$|\/resources\/policy-templates(?:\/|$)/;

/**
 * Builds `dist/p2c-review-server_VERSION_ARCH.deb` and a tarball of the same files from `out/server`, with the Node in
 * the lockfile and only the packages that the server imports.
 * @param {string} version as in package.json. @returns {string[]} the files made.
 */
export function packServer(version) {
  if (!/^\d+\.\d+\.\d+(?:-[a-z0-9.]+)?$/.test(version)) throw new Error(`${version} is not a version`);
  const machine = MACHINES[process.arch];
  if (process.platform !== 'linux' || machine === undefined)
    throw new Error('The server can be packaged only on Linux, for Linux.');
  // In Debian versions, a hyphen starts the package revision, so use `~`, which also sorts a pre-release before its
  // release.
  const debianVersion = version.replaceAll('-', '~');
  const dist = join(root, 'dist');
  const tree = join(dist, 'server');
  rmSync(tree, { recursive: true, force: true });
  const packages = neededPackages(JSON.parse(readFileSync(join(root, 'out/server/packages.json'), 'utf8')));
  layOut(tree, version, packages);
  const bill = serverBill(packages);
  writeFileSync(join(dist, 'sbom-server.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  writeFileSync(
    join(tree, 'usr/share/doc', NAME, 'copyright'),
    `${readFileSync(join(root, 'LICENSE'), 'utf8')}\n${licenseRows(bill, licenseFile)}\n`,
  );
  setModes(tree);

  const stamp = { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime() };
  const stem = join(dist, `${NAME}_${debianVersion}_${machine}`);
  execFileSync(
    'tar',
    [
      '--create',
      '--zstd',
      `--file=${stem}.tar.zst`,
      '--sort=name',
      `--mtime=@${stamp.SOURCE_DATE_EPOCH}`,
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '-C',
      tree,
      'etc',
      'opt',
      'usr',
    ],
    { env: stamp },
  );
  control(join(tree, 'DEBIAN'), debianVersion, machine, tree);
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zzstd', '-z9', tree, `${stem}.deb`], {
    env: stamp,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  rmSync(tree, { recursive: true });
  say(`made ${stem}.deb and ${stem}.tar.zst`);
  return [`${stem}.deb`, `${stem}.tar.zst`];
}

/** Returns the name of the license file in a package's folder; null if the folder has none. @param {string} name */
const licenseFile = (name) =>
  ['LICENSE', 'LICENSE.md', 'license'].find((file) => existsSync(join(root, 'node_modules', name, file))) ?? null;

/** @param {string} tree @param {string} version @param {{ path: string }[]} packages */
function layOut(tree, version, packages) {
  const put = (/** @type {string} */ from, /** @type {string} */ to) => {
    mkdirSync(dirname(join(tree, to)), { recursive: true });
    cpSync(from, join(tree, to), { recursive: true, dereference: true, filter: (path) => !NOT_NEEDED.test(path) });
  };
  for (const name of readdirSync(join(root, 'out/server')))
    put(join(root, 'out/server', name), `${PROGRAM}/out/server/${name}`);
  put(join(root, 'resources'), `${PROGRAM}/resources`);
  for (const { path } of packages) {
    const nested = join(root, path, 'node_modules');
    cpSync(join(root, path), join(tree, PROGRAM, path), {
      recursive: true,
      // Nested packages are copied on their own if they are needed.
      filter: (file) => !NOT_NEEDED.test(file) && file !== nested,
    });
  }
  writeFileSync(
    join(tree, PROGRAM, 'package.json'),
    `${JSON.stringify({ name: NAME, version, type: 'module', private: true })}\n`,
  );
  put(node24, `${PROGRAM}/bin/node`);
  put(join(dirname(dirname(node24)), 'LICENSE'), `usr/share/doc/${NAME}/LICENSE.node`);
  put(join(root, 'server/cli/p2c-server.sh'), `${PROGRAM}/bin/p2c-server`);
  put(join(own, 'set-up.sh'), `${PROGRAM}/bin/set-up`);
  for (const name of ['p2c-review@.service', 'p2c-review-backup.service', 'p2c-review-backup.timer'])
    put(join(own, name), `usr/lib/systemd/system/${name}`);
  put(join(own, 'environment'), 'etc/p2c-review/environment');
  put(join(root, 'CHANGELOG.md'), `usr/share/doc/${NAME}/CHANGELOG.md`);
  for (const name of ['running-a-server.md', 'scale.md', 'proxy/nginx.conf', 'proxy/haproxy.cfg'])
    put(join(root, 'docs', name), `usr/share/doc/${NAME}/${name}`);
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  symlinkSync('../../opt/p2c-review/bin/p2c-server', join(tree, 'usr/bin/p2c-server'));
}

/**
 * Sets the file permissions, whatever the umask is: everyone may read the program; only root may read or change the
 * settings. @param {string} tree
 */
function setModes(tree) {
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isOpen = entry.isDirectory() || EXECUTABLE.some((name) => path === join(tree, PROGRAM, name));
    chmodSync(path, isOpen ? 0o755 : 0o644);
  }
  chmodSync(join(tree, 'etc/p2c-review/environment'), 0o600);
}

/** @param {string} folder @param {string} version @param {string} machine @param {string} tree */
function control(folder, version, machine, tree) {
  const kib = Math.ceil(
    Number(execFileSync('du', ['-sk', '--apparent-size', tree], { encoding: 'utf8' }).split('\t')[0]),
  );
  mkdirSync(folder);
  const text = readFileSync(join(own, 'control'), 'utf8');
  writeFileSync(
    join(folder, 'control'),
    text.replace('@VERSION@', version).replace('@ARCHITECTURE@', machine).replace('@SIZE@', String(kib)),
  );
  writeFileSync(join(folder, 'conffiles'), '/etc/p2c-review/environment\n');
  for (const name of ['postinst', 'prerm', 'postrm']) {
    cpSync(join(own, name), join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
}

/**
 * Returns the commit's time. Packages use it as their date, so builds of the same commit are identical byte for byte.
 */
function commitTime() {
  if (!existsSync(join(root, '.git'))) return '0';
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim();
}
