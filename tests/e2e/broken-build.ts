import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the built application that a test may damage, as a bad update could. */
export type Build = { folder: string; remove: () => void };

export function copyOfBuild(): Build {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-build-'));
  for (const part of ['main', 'threads', 'preload', 'renderer']) {
    const filter = (path: string) => !path.endsWith('.map');
    cpSync(join(root, 'out', part), join(folder, 'out', part), { recursive: true, filter });
  }
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['better-sqlite3', 'keytar', '@node-rs'])
    symlinkSync(realpathSync(join(root, 'node_modules', name)), join(folder, 'node_modules', name));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Ways to break an update; each function damages a file in the folder. */
export const BUILD_FAULTS: Readonly<Record<string, (folder: string) => void>> = {
  "the worker thread's bundle throws": (folder) =>
    writeFileSync(join(folder, 'out/threads/worker.cjs'), 'throw new Error("broken");'),
  "SQLite's library can't be loaded": (folder) => {
    const own = join(folder, 'node_modules/better-sqlite3');
    rmSync(own);
    const here = join(root, 'node_modules/better-sqlite3');
    for (const part of ['package.json', 'lib', 'prebuilds']) {
      cpSync(join(here, part), join(own, part), { recursive: true, dereference: true });
    }
    for (const name of readdirSync(join(own, 'prebuilds'))) writeFileSync(join(own, 'prebuilds', name), 'no library');
  },
  "the window's files are missing": (folder) => rmSync(join(folder, 'out/renderer'), { recursive: true }),
  "the application's bundle throws": (folder) => {
    const chunks = join(folder, 'out/main/chunks');
    const bundle = readdirSync(chunks).find((name) => name.startsWith('application-')) ?? '';
    writeFileSync(join(chunks, bundle), 'throw new Error("broken");');
  },
};
