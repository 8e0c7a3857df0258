import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vendorKeys } from './vendor-keys.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'out/.built-from.json');

/** The parts of the build and the files that go into each. build/import-rules.ts defines what they may import. */
const PARTS = {
  main: ['electron', 'shared', 'resources', 'electron.vite.config.ts'],
  threads: ['electron', 'shared', 'resources', 'build/threads.vite.config.ts'],
  preload: ['electron/preload.ts', 'electron/repair-preload.ts', 'shared', 'electron.vite.config.ts'],
  renderer: ['renderer', 'shared', 'resources', 'electron.vite.config.ts'],
  server: ['server', 'shared', 'resources', 'build/server.vite.config.ts'],
} as const;
type Part = keyof typeof PARTS;
/** True for the parts that electron-vite does not build. */
const isOwn = (part: Part) => part === 'threads' || part === 'server';
const ALL = ['build/build-all.ts', 'package-lock.json', 'package.json'];

/** Returns a hash of all files that go into a part. The part is rebuilt only when the hash changes. */
function fingerprint(part: Part): string {
  const hash = createHash('sha256').update(
    part === 'main' ? `${vendorKeys().join()} ${process.env.P2C_PACKAGE ?? ''}` : '',
  );
  const paths = [...PARTS[part], ...ALL].flatMap((path) =>
    /\.\w+$/.test(path)
      ? [path]
      : readdirSync(join(root, path), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  for (const path of paths.sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function builtFrom(): Partial<Record<Part, string>> {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8')) as Partial<Record<Part, string>>;
  } catch {
    return {};
  }
}

const started = performance.now();
const isForced = process.argv.includes('--force');
const wanted = Object.fromEntries((Object.keys(PARTS) as Part[]).map((part) => [part, fingerprint(part)]));
const before = builtFrom();
const stale = (Object.keys(PARTS) as Part[]).filter(
  (part) => isForced || before[part] !== wanted[part] || !existsSync(join(root, 'out', part)),
);
if (stale.length === 0) process.exit(0);

mkdirSync(join(root, 'out'), { recursive: true });
const kept = Object.entries(before).filter(([part]) => !stale.some((one) => one === part));
writeFileSync(stamp, JSON.stringify(Object.fromEntries(kept)));
for (const part of stale) rmSync(join(root, 'out', part), { recursive: true, force: true });
process.chdir(root);
process.env.NODE_ENV = 'production';
const { resolveConfig } = await import('electron-vite');
const { build } = await import('vite');
const desk = stale.some((part) => !isOwn(part))
  ? await resolveConfig({ root, logLevel: 'warn' }, 'build', 'production')
  : null;
await Promise.all(
  stale.map((part) =>
    build(
      isOwn(part)
        ? { configFile: join(root, `build/${part}.vite.config.ts`), logLevel: 'warn' }
        : { ...desk?.config?.[part], configFile: false },
    ),
  ),
);
writeFileSync(stamp, JSON.stringify(wanted));
console.log(`P2C Review: built ${stale.join(', ')} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
