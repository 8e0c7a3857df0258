import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asStorageError } from './storage-error.ts';

/**
 * Written beside, synced and moved, so that a crash leaves the old file or the new one.
 * @throws AppError disk_full, disk_refused
 */
export function replaceFile(path: string, text: string): void {
  try {
    const fd = openSync(`${path}.new`, 'w', 0o600);
    try {
      // Also where the disk takes it in pieces.
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(`${path}.new`, path);
    if (process.platform === 'win32') return;
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    throw asStorageError(error);
  }
}
