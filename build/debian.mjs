import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { run, runs, say } from './machine.mjs';

/** Packages that may be missing on a Debian machine, each with a check for whether it is installed. */
const PACKAGES = {
  keychain: [
    { name: 'libsecret-1-dev', there: () => runs('pkg-config', ['--exists', 'libsecret-1']) },
    { name: 'pkg-config', there: () => runs('pkg-config', ['--version']) },
    { name: 'g++', there: () => runs('g++', ['--version']) },
    { name: 'make', there: () => runs('make', ['--version']) },
    { name: 'python3', there: () => runs('python3', ['--version']) },
  ],
  browser: [{ name: 'chromium', there: () => runs('chromium', ['--version']) }],
  // Headless Chromium: with it, the tests need a fifth less CPU time than with full Chromium, which also works.
  headless: [
    {
      name: 'chromium-headless-shell',
      // On systems other than Debian, P2C_CHROMIUM names the browser to use.
      there: () =>
        existsSync(process.env.P2C_CHROMIUM ?? '') ||
        runs('chromium-headless-shell', ['--version']) ||
        runs('chromium', ['--version']),
    },
  ],
  tests: [
    { name: 'dbus', there: () => runs('dbus-run-session', ['--version']) },
    { name: 'gnome-keyring', there: () => runs('gnome-keyring-daemon', ['--version']) },
  ],
  // Uploaded pictures are decoded in this sandbox. Without it, a decoder bug could expose anything the server's account
  // can read.
  sandbox: [{ name: 'bubblewrap', there: () => runs('bwrap', ['--version']) }],
  // Needed to run tests on real Electron on a machine without a display.
  screen: [
    { name: 'xvfb', there: () => runs('sh', ['-c', 'command -v Xvfb']) },
    { name: 'openbox', there: () => runs('openbox', ['--version']) },
  ],
  // Debian's own PostgreSQL version: backup and restore need its pg_dump, which the npm package does not include.
  postgres: [{ name: 'postgresql-17', there: () => existsSync('/usr/lib/postgresql/17/bin/pg_dump') }],
  // Reads the PDFs that the server generates.
  papers: [{ name: 'poppler-utils', there: () => runs('pdfinfo', ['-v']) }],
  // The public pages must work in this browser, too.
  firefox: [{ name: 'firefox-esr', there: () => runs('firefox-esr', ['--version']) }],
  // Compiles our own steps of the Windows installer.
  installer: [{ name: 'nsis', there: () => runs('makensis', ['-VERSION']) }],
  // Sets up a minimal Debian system to install the server's package in.
  root: [
    { name: 'debootstrap', there: () => existsSync('/usr/sbin/debootstrap') },
    { name: 'systemd', there: () => runs('systemd-analyze', ['--version']) },
    { name: 'dpkg', there: () => runs('dpkg-deb', ['--version']) },
  ],
  // Squid, a proxy server like the ones that agencies use. The package includes its password helper.
  proxy: [{ name: 'squid', there: () => existsSync('/usr/sbin/squid') }],
  // The malware scanner for uploaded files.
  malware: [{ name: 'clamav-daemon', there: () => existsSync('/usr/sbin/clamd') }],
};

/** @typedef {keyof typeof PACKAGES} Group */

/** Returns the packages of these groups that are not installed. @param {Group[]} groups */
export function missing(groups) {
  return groups.flatMap((group) => PACKAGES[group].filter((one) => !one.there()).map((one) => one.name));
}

/**
 * Installs packages with apt as root. If that is not possible, prints which packages to install, and the caller
 * continues without them.
 * @param {string[]} names
 * @returns {Promise<boolean>} whether they are installed now.
 */
export async function install(names) {
  if (names.length === 0) return true;
  const words = ['install', '-y', '-q', '--no-install-recommends', ...names];
  const hasApt = runs('apt-get', ['--version']);
  if (process.getuid?.() !== 0 || !hasApt) {
    const how = hasApt
      ? `Install them once:\n\n  sudo apt-get ${words.join(' ')}\n`
      : "apt-get was not found: install your system's equivalents of these Debian packages.";
    console.error(`P2C Review: missing: ${names.join(', ')}. ${how}\nContinuing with what can run without them.`);
    return false;
  }
  if (names.includes('postgresql-17')) keepClusterAway();
  say(`installing ${names.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' };
  // The package lists may be missing or outdated on a fresh machine, so they are updated only if the first attempt fails.
  if ((await run('apt-get', words, env)).code === 0) return true;
  await run('apt-get', ['update', '-q'], env);
  const { code, output } = await run('apt-get', words, env);
  if (code === 0) return true;
  console.error(
    `P2C Review: ${names.join(', ')} could not be installed:\n${output}\nContinuing with what can run without them.`,
  );
  return false;
}

/** Prevents Debian's package from creating and starting a database cluster, as it does by default. */
function keepClusterAway() {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}
