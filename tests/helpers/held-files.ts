import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { renameSync } = fs;
const { rename } = fs.promises;

/**
 * Makes the next renames fail as they do on Windows while another program, such as a virus scanner, has one of the two
 * files open; then they work again. Returns how many of those failures are still to come.
 * @param which the renames that fail, by the path they rename to; all of them by default.
 */
export function holdFiles(times: number, code = 'EPERM', which: (to: string) => boolean = () => true): () => number {
  let left = times;
  const refuse = (to: unknown): void => {
    if (left === 0 || !which(String(to))) return;
    left -= 1;
    throw Object.assign(new Error(`${code}: operation not permitted, rename`), { code });
  };
  fs.renameSync = (from, to) => {
    refuse(to);
    renameSync(from, to);
  };
  fs.promises.rename = async (from, to) => {
    refuse(to);
    await rename(from, to);
  };
  syncBuiltinESMExports();
  return () => left;
}

export function releaseFiles(): void {
  fs.renameSync = renameSync;
  fs.promises.rename = rename;
  syncBuiltinESMExports();
}
