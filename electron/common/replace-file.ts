import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renameSync } from './rename.ts';
import { asStorageError } from './storage-error.ts';

/**
 * Writes a temporary file, syncs it and renames it, so that a crash leaves either the old file or the new one.
 * @throws AppError disk_full, disk_refused
 */
export function replaceFile(path: string, text: string): void {
  try {
    const fd = openSync(`${path}.new`, 'w', 0o600);
    try {
      // `writeFileSync` retries after partial writes.
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
