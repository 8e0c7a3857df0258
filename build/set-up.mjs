import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// This file runs before node_modules exists, on whatever Node (20 or later) the machine has: built-in modules only.

export const root = fileURLToPath(new URL('..', import.meta.url));
export const node24 = join(root, 'node_modules/.bin/node');
const stamp = join(root, 'node_modules/.p2c-set-up');

/** What a Debian machine lacks, each with a way to see whether it is there. */
const PACKAGES = {
  keychain: [
    { name: 'libsecret-1-dev', there: () => runs('pkg-config', ['--exists', 'libsecret-1']) },
    { name: 'pkg-config', there: () => runs('pkg-config', ['--version']) },
    { name: 'g++', there: () => runs('g++', ['--version']) },
    { name: 'make', there: () => runs('make', ['--version']) },
    { name: 'python3', there: () => runs('python3', ['--version']) },
  ],
  browser: [{ name: 'chromium', there: () => runs('chromium', ['--version']) }],
  tests: [
    { name: 'dbus', there: () => runs('dbus-run-session', ['--version']) },
    { name: 'gnome-keyring', there: () => runs('gnome-keyring-daemon', ['--version']) },
  ],
};

/**
 * Brings the machine to where the product can be built and run. Does nothing, in a few milliseconds, when all is there.
 * @param {('keychain' | 'browser' | 'tests')[]} wants
 */
export function setUp(wants) {
  const missing = wants.flatMap((group) => PACKAGES[group]).filter((one) => !one.there());
  if (missing.length > 0) installPackages(missing.map((one) => one.name));
  installModules();
}

/** @param {string[]} names */
function installPackages(names) {
  const words = ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) {
    console.error(
      `These programs are missing: ${names.join(', ')}\nPlease run this once and start again:\n\n  sudo ${words.join(' ')}\n`,
    );
    process.exit(1);
  }
  say(`installing ${names.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The lists may be missing or old on a fresh machine; they are only fetched when the first try fails.
  const first = spawnSync('apt-get', words.slice(1), { env, stdio: ['ignore', 'ignore', 'ignore'] });
  if (first.status === 0) return;
  must('apt-get', ['update', '-q'], env);
  must('apt-get', words.slice(1), env);
}

function installModules() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node24)) return;
  say('installing the node modules');
  const env = { ...process.env };
  // node-gyp would otherwise download Node's headers, which many machines may not.
  const nodedir = dirname(dirname(process.execPath));
  if (capture('npm', ['config', 'get', 'nodedir']) === 'null' && existsSync(join(nodedir, 'include/node/node.h'))) {
    env.npm_config_nodedir = nodedir;
  }
  // Scripts are run for these packages by name only, whatever an npm's own default is.
  must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], env);
  const scripts = Object.entries(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).allowScripts)
    .filter(([name, allowed]) => allowed && existsSync(join(root, 'node_modules', name)))
    .map(([name]) => name);
  must('npm', ['rebuild', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error', ...scripts], env);
  writeFileSync(stamp, wanted);
}

/** @param {string} text */
export function say(text) {
  console.log(`P2C Review: ${text}`);
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function must(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status === 0) return;
  console.error(
    `${command} ${args.join(' ')} failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`,
  );
  process.exit(1);
}

/** @param {string} command @param {string[]} args */
function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** @param {string} command @param {string[]} args */
function capture(command, args) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
}
