import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
 * Brings the machine to where the product can be built and run; a few milliseconds when all is there. Downloads run
 * side by side: the modules beside the packages that one of them is compiled against, then the browser beside the
 * compiling. What only later steps need comes as `rest`.
 * @param {('browser' | 'tests')[]} later
 * @returns {Promise<{ rest: Promise<void> }>}
 */
export async function setUp(later = []) {
  const fresh = modulesAreThere() ? null : downloadModules();
  await installPackages(missing(PACKAGES.keychain));
  await fresh;
  const rest = installPackages(later.flatMap((group) => missing(PACKAGES[group]))).then(() =>
    later.includes('tests') ? installDebianPostgres() : undefined,
  );
  // Whoever never waits for the rest must not hear of it as an unhandled failure: must() has said it and ended all.
  rest.catch(() => {});
  if (fresh !== null) await prepareModules();
  return { rest };
}

/** @param {{ name: string, there: () => boolean }[]} group */
function missing(group) {
  return group.filter((one) => !one.there()).map((one) => one.name);
}

/** @param {string[]} names */
async function installPackages(names) {
  if (names.length === 0) return;
  const words = ['install', '-y', '-q', '--no-install-recommends', ...names];
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) {
    const command = `sudo apt-get ${words.join(' ')}`;
    console.error(
      `These programs are missing: ${names.join(', ')}\nPlease run this once and start again:\n\n  ${command}\n`,
    );
    process.exit(1);
  }
  say(`installing ${names.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The lists may be missing or old on a fresh machine; they are only fetched when the first try fails.
  if ((await run('apt-get', words, env)).code === 0) return;
  await must('apt-get', ['update', '-q'], env);
  await must('apt-get', words, env);
}

/**
 * PostgreSQL as Debian has it, on which backup and restore are tested; where it is not offered, that test says that it was
 * left out, and everything else runs on the PostgreSQL that comes as a node module.
 */
async function installDebianPostgres() {
  const [name, clusters] = ['postgresql-17', '/etc/postgresql-common/createcluster.conf'];
  if (existsSync('/usr/lib/postgresql/17/bin/pg_dump')) return;
  if (process.getuid?.() !== 0 || !runs('apt-cache', ['show', name])) return;
  // By itself the package would create a database and serve it, which nobody asked for.
  if (!existsSync(clusters)) {
    mkdirSync(dirname(clusters), { recursive: true });
    writeFileSync(clusters, 'create_main_cluster = false\n');
  }
  say(`installing ${name}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', UCF_FORCE_CONFFOLD: '1' };
  const { code } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], env);
  if (code !== 0) say(`${name} could not be installed: backup and restore are not tested`);
}

/** @returns {string} */
function wanted() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function modulesAreThere() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted() && existsSync(node24);
}

async function downloadModules() {
  say('installing the node modules');
  await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Runs the install scripts of the packages that package.json names, whatever an npm's own default is; then stamps. */
async function prepareModules() {
  const env = { ...process.env };
  // node-gyp would otherwise download Node's headers, which many machines may not. Node-API is the same for all.
  const nodedir = dirname(dirname(process.execPath));
  const set = capture('npm', ['config', 'get', 'nodedir']);
  if (!existsSync(set) && existsSync(join(nodedir, 'include/node/node_api.h'))) env.npm_config_nodedir = nodedir;
  // Debian's own node-gyp links every addon against the library of Debian's Node. Loaded into another Node it ends the process
  // in a crash: an empty one of that name comes first, and the addon takes what it needs from whoever loads it.
  const without = mkdtempSync(join(tmpdir(), 'p2c-libnode-'));
  writeFileSync(join(without, 'libnode.so'), '/* nothing */\n');
  env.LDFLAGS = `-L${without} ${env.LDFLAGS ?? ''}`.trim();
  const scripts = Object.entries(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).allowScripts)
    .filter(([name, allowed]) => allowed && existsSync(join(root, 'node_modules', name)))
    .map(([name]) => name);
  await must('npm', ['rebuild', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error', ...scripts], env);
  rmSync(without, { recursive: true });
  writeFileSync(stamp, wanted());
}

/** @param {string} text */
export function say(text) {
  console.log(`P2C Review: ${text}`);
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function must(command, args, env = process.env) {
  const { code, output } = await run(command, args, env);
  if (code === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${output}`);
  process.exit(1);
}

/**
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-20_000);
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** @param {string} command @param {string[]} args */
function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** @param {string} command @param {string[]} args */
function capture(command, args) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
}
