import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { install, missing } from './debian.mjs';
import { provideElectron } from './electron.mjs';
import { capture, must, node24, root, run, say } from './machine.mjs';

const stamp = join(root, 'node_modules/.p2c-set-up');
const keytar = join(root, 'node_modules/keytar/build/Release/keytar.node');

/**
 * Installs everything needed to build and run the product; takes a few milliseconds when nothing is missing. Downloads
 * run in parallel: node modules alongside the system packages that one of them is compiled against, then the browser
 * alongside the compilation. On return, everything in `later` may still be installing; `rest` then resolves with the
 * packages that are still missing, and with Electron if it was in `later`.
 * @param {(import('./debian.mjs').Group | 'electron')[]} later
 * @returns {Promise<{ rest: Promise<{ missing: string[], electron: import('./electron.mjs').Electron | null }> }>}
 */
export async function setUp(later = []) {
  const fresh = modulesAreThere() ? null : downloadModules();
  const wanted = existsSync(keytar) && fresh === null ? [] : missing(['keychain']);
  const canCompile = await install(wanted);
  await fresh;
  const rest = provide(later);
  // Callers that never await `rest` must not cause an unhandled rejection.
  rest.catch(() => {});
  if (fresh !== null) await prepareModules(canCompile);
  else if (canCompile && !existsSync(keytar)) await compileKeytar();
  linkNode();
  return { rest };
}

/** Links Node to where the `node` npm package would put it, because other programs look for it there. */
function linkNode() {
  const usual = join(root, 'node_modules/node/bin/node');
  if (process.platform !== 'linux' || existsSync(usual) || !existsSync(node24)) return;
  mkdirSync(dirname(usual), { recursive: true });
  // Without a name and a version, npm would treat the folder as a broken package.
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(node24)), 'package.json'), 'utf8'));
  writeFileSync(
    join(root, 'node_modules/node/package.json'),
    JSON.stringify({ name: 'node', version, license: 'MIT' }),
  );
  try {
    linkSync(node24, usual);
  } catch {
    // The file system has no hard links. This affects only other programs that look for Node there, so continue.
  }
}

/** Runs one installation at a time, because apt holds a lock. @param {(import('./debian.mjs').Group | 'electron')[]} later */
async function provide(later) {
  const groups = later.filter((one) => one !== 'electron');
  // Install the groups one at a time, so that one that can't be installed doesn't block the others.
  for (const group of groups) await install(missing([group]));
  const electron = later.includes('electron') ? await provideElectron() : null;
  return { missing: missing(groups), electron };
}

/** @returns {string} */
function wantedModules() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function modulesAreThere() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedModules() && existsSync(node24);
}

async function downloadModules() {
  say('installing the node modules');
  await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * Runs the install scripts of the packages listed in package.json (`allowScripts`), whatever npm's default is, then
 * writes the stamp file.
 * @param {boolean} canCompile
 */
async function prepareModules(canCompile) {
  const scripts = Object.entries(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).allowScripts)
    .filter(([name, allowed]) => allowed && name !== 'keytar' && existsSync(join(root, 'node_modules', name)))
    .map(([name]) => name);
  await must('npm', ['rebuild', ...REBUILD, ...scripts]);
  if (canCompile) await compileKeytar();
  writeFileSync(stamp, wantedModules());
}

const REBUILD = ['--ignore-scripts=false', '--foreground-scripts', '--loglevel=error'];

/** Makes npm compile keytar. Its install script would otherwise download a prebuilt library that no hash verifies. */
export const FROM_SOURCE = { npm_config_build_from_source: 'true' };

/**
 * Compiles the keychain module. Without the module, the application still runs and reports that it is missing, but
 * officers have to sign in each time the application starts.
 */
async function compileKeytar() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...FROM_SOURCE };
  // Use the headers of the running Node; otherwise node-gyp would download headers, which many machines do not allow.
  // These headers are sufficient because Node-API is the same for all versions.
  const nodedir = dirname(dirname(process.execPath));
  const set = capture('npm', ['config', 'get', 'nodedir']);
  if (!existsSync(set) && existsSync(join(nodedir, 'include/node/node_api.h'))) env.npm_config_nodedir = nodedir;
  // Debian's own node-gyp links every addon against Debian's libnode, which crashes any other Node that loads the addon.
  // With an empty library of that name first on the search path, the addon resolves its symbols from the Node that loads
  // it.
  const without = mkdtempSync(join(tmpdir(), 'p2c-libnode-'));
  writeFileSync(join(without, 'libnode.so'), '/* nothing */\n');
  env.LDFLAGS = `-L${without} ${env.LDFLAGS ?? ''}`.trim();
  const { code, output } = await run('npm', ['rebuild', ...REBUILD, 'keytar'], env);
  rmSync(without, { recursive: true });
  if (code !== 0) console.error(`P2C Review: the keychain module could not be compiled:\n${output}`);
}
