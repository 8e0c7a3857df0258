import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** `bubblewrap`: the child sees nothing of this machine except the files it needs. `none`: only resource limits apply. */
export type Isolation = 'bubblewrap' | 'none';

/**
 * Limit of a child's allocations in KiB (RLIMIT_DATA), in addition to about 60 MB for its programs. Images within the
 * picture limits took up to 250 MB when measured.
 */
const MOST_KIB = 384 * 1024;
/**
 * Limit of CPU time: ten times what the largest images take, and independent of how busy the machine is. It works even
 * when the parent process is gone and can't kill the child.
 */
const MOST_CPU_SECONDS = 15;
/**
 * The child may write no files and no core dumps. A shell sets the limits, since Node cannot; if one cannot be set,
 * nothing runs.
 */
const LIMITS = `ulimit -d ${MOST_KIB} && ulimit -t ${MOST_CPU_SECONDS} && ulimit -f 0 && ulimit -c 0 && ulimit -n 64 && exec "$@"`;
/**
 * With the JIT compiler off, V8 reserves 70 MB of memory instead of 640 MB, so most of the limit is left for the image,
 * and no memory of the process is both writable and executable.
 */
const NODE_FLAGS = ['--jitless', '--v8-pool-size=1', '--max-old-space-size=64'];
/** The child's complete environment. */
export const CHILD_ENV = { UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '1' };

const BWRAP = ['/usr/bin/bwrap', '/usr/local/bin/bwrap'];

/**
 * Returns the command that runs a plain JavaScript file with this Node, limited and isolated; append the script's
 * arguments. In the sandbox, the script may import sharp and Node's built-in modules.
 * @throws Error when the requested isolation is not installed.
 */
export async function sandboxed(script: string, isolation: Isolation): Promise<string[]> {
  const limited = ['/bin/sh', '-c', LIMITS, 'sh'];
  if (isolation === 'none') return [...limited, process.execPath, ...NODE_FLAGS, script];
  const bwrap = BWRAP.find((path) => existsSync(path));
  if (bwrap === undefined) throw new Error('bubblewrap is not installed');
  const { folder, packages, libraries } = await sharpFiles();
  const shown = [
    ...libraries.map((path) => [path, path]),
    [process.execPath, '/app/node'],
    [script, '/app/script.mjs'],
    ...packages.map((name) => [join(folder, name), `/app/node_modules/${name}`]),
  ];
  return [
    ...limited,
    bwrap,
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    ...shown.flatMap(([from = '', to = '']) => ['--ro-bind', from, to]),
    '--remount-ro',
    '/',
    '--chdir',
    '/',
    '--',
    '/app/node',
    ...NODE_FLAGS,
    '/app/script.mjs',
  ];
}

/** sharp with its dependencies, and the system libraries that it and Node are linked with. */
async function sharpFiles(): Promise<{ folder: string; packages: string[]; libraries: string[] }> {
  const main = createRequire(import.meta.url).resolve('sharp');
  const folder = main.slice(0, main.lastIndexOf('/sharp/'));
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(folder, 'sharp/package.json'), 'utf8')));
  // Packages that npm nested inside sharp are included with it.
  const packages = ['sharp', '@img', ...Object.keys(dependencies).filter((name) => !name.startsWith('@img/'))];
  const addons = readdirSync(join(folder, '@img'))
    .map((name) => join(folder, '@img', name, 'lib'))
    .flatMap((lib) => (existsSync(lib) ? readdirSync(lib).map((file) => join(lib, file)) : []))
    .filter((file) => file.endsWith('.node'));
  const { stdout } = await promisify(execFile)('/usr/bin/ldd', [process.execPath, ...addons], { env: {} });
  const linked = [...stdout.matchAll(/(?<=^\s|=> )\/\S+(?= \(0x)/gm)].map(([path]) => path);
  return {
    folder,
    packages: packages.filter((name) => existsSync(join(folder, name))),
    libraries: [...new Set(linked)].filter((path) => !path.startsWith(folder)),
  };
}

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
