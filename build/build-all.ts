import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'out/.built-from');
const SOURCES = [
  'electron',
  'renderer',
  'server',
  'shared',
  'resources',
  'build/build-all.ts',
  'build/server.vite.config.ts',
];
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];

/** A hash over every file that goes into the build: the build is made again exactly when one of them changed. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const paths = SOURCES.flatMap((folder) =>
    folder.includes('.')
      ? [folder]
      : readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  for (const path of [...paths, ...FILES].sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

const wanted = fingerprint();
if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) process.exit(0);

rmSync(join(root, 'out'), { recursive: true, force: true });
process.chdir(root);
process.env.NODE_ENV = 'production';
const started = performance.now();
const { build: buildApplication } = await import('electron-vite');
const { build } = await import('vite');
await Promise.all([
  buildApplication({ root, logLevel: 'warn' }),
  build({ configFile: join(root, 'build/server.vite.config.ts'), logLevel: 'warn' }),
]);
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(stamp, wanted);
console.log(`P2C Review: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
