import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { install } from './debian.mjs';
import { capture, node24, root, run, runs, say } from './machine.mjs';

/**
 * The path of Electron's binary, or the reason why Electron can't run.
 * @typedef {{ binary: string } | { binary: null, why: string }} Electron
 */

const base = join(root, 'node_modules/electron');
const DAY_MS = 86_400_000;

/**
 * The Debian packages of the libraries that Electron is linked against. Since Debian 13, some of these names end in
 * t64.
 */
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libcups2',
  'libatk-bridge2.0-0',
  'libxkbcommon0',
  'libnotify4',
  'libxss1',
  'libxtst6',
  'libdrm2',
];

/**
 * Returns the binary of npm's `electron` package. Looks at its files, because importing the package would start a
 * download. As in that package, ELECTRON_OVERRIDE_DIST_PATH names a folder to use instead.
 * @param {NodeJS.ProcessEnv} env @returns {string | null}
 */
export function electronBinary(env = process.env, folder = base) {
  const file = read(join(folder, 'path.txt'));
  const other = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!other && (file === null || read(join(folder, 'dist/version'))?.replace(/^v/, '') !== version(folder)))
    return null;
  const binary = join(other || join(folder, 'dist'), file ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/**
 * Finds Electron or downloads it. The binary is not in npm's registry, and many machines cannot reach its host. A
 * failure is remembered for a day, so that later starts don't wait for another attempt.
 * @param {{ env?: NodeJS.ProcessEnv, folder?: string, memory?: string, now?: number }} options for tests.
 * @returns {Promise<Electron>}
 */
export async function provideElectron({
  env = process.env,
  folder = base,
  memory = join(root, '.cache/electron-failed.json'),
  now = Date.now(),
} = {}) {
  const there = electronBinary(env, folder);
  if (there !== null) return withLibraries(there);
  if (env.ELECTRON_OVERRIDE_DIST_PATH)
    return {
      binary: null,
      why: `Electron was not found in ELECTRON_OVERRIDE_DIST_PATH (${env.ELECTRON_OVERRIDE_DIST_PATH})`,
    };
  const wish = `${version(folder)} ${env.ELECTRON_MIRROR ?? ''} ${env.ELECTRON_CUSTOM_DIR ?? ''}`;
  const before = JSON.parse(read(memory) ?? '{}');
  if (before.wish === wish && now - before.at < DAY_MS) {
    const again = `next attempt a day after ${new Date(before.at).toISOString().slice(0, 16).replace('T', ' ')} UTC, or now: npx install-electron`;
    return { binary: null, why: `${before.why} (${again})` };
  }
  say(`fetching Electron ${version(folder)}`);
  const { code, output } = await run(node24, [join(root, 'build/fetch-electron.mjs'), folder], env);
  const binary = electronBinary(env, folder);
  if (code === 0 && binary !== null) {
    rmSync(memory, { force: true });
    return withLibraries(binary);
  }
  const why = output.trim().split('\n').at(-1) || 'it could not be downloaded';
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ wish, at: now, why }));
  return { binary: null, why };
}

/** @param {string} binary @returns {Promise<Electron>} */
async function withLibraries(binary) {
  if (lacking(binary).length > 0)
    await install(LIBRARIES.map((name) => (runs('apt-cache', ['show', `${name}t64`]) ? `${name}t64` : name)));
  const still = lacking(binary);
  return still.length === 0 ? { binary } : { binary: null, why: `it lacks ${still.join(', ')}` };
}

/** Returns the file names of the libraries that the binary needs and the system does not have. @param {string} binary */
function lacking(binary) {
  if (process.platform !== 'linux') return [];
  return [...capture('ldd', [binary]).matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

/** @param {string} folder @returns {string} */
function version(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

/** @param {string} file @returns {string | null} */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
