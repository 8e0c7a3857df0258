import {
  closeSync,
  constants,
  cpSync,
  globSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveIn } from './packaged.ts';

type Asar = {
  getRawHeader: (archive: string) => { headerSize: number };
  statFile: (archive: string, name: string) => { size: number; offset: string };
  extractFile: (archive: string, name: string) => Buffer;
};
const asar = createRequire(import.meta.url)('@electron/asar') as Asar;

/**
 * Makes a copy of a package that is broken as a bad release could be: it has a later version, and its worker thread
 * ends as soon as it is loaded. The archive is changed in place, so that everything else stays the same; on Linux,
 * nothing checks the archive.
 */
export function breakPackage(good: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'p2c-broken-'));
  cpSync(good, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const archive = archiveIn(folder);
  const put = (name: string, change: (text: string) => string) => {
    const { size, offset } = asar.statFile(archive, name);
    const changed = Buffer.from(change(asar.extractFile(archive, name).toString('utf8')));
    if (changed.length > size) throw new Error(`${name} would be longer`);
    const padded = Buffer.alloc(size, ' ');
    changed.copy(padded);
    const file = openSync(archive, 'r+');
    writeSync(file, padded, 0, size, 8 + asar.getRawHeader(archive).headerSize + Number(offset));
    closeSync(file);
  };
  const worker = 'out/threads/worker.cjs';
  const bad = "throw new Error('A bad release.');";
  put(worker, () => bad);
  // A package may run its threads from outside of the archive.
  for (const beside of globSync(`resources/**/${worker}`, { cwd: folder })) writeFileSync(join(folder, beside), bad);
  put('package.json', (text) => text.replace(/("version":\s*"\d+\.\d+\.)\d(\d*")/, '$19$2'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
