import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../common/replace-file.ts';
import { asStorageError } from '../common/storage-error.ts';

/** Returns the content of a small JSON file; null when the file does not exist or cannot be read. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Writes the file atomically: after a crash or power failure it has the old or the new content, never part of it.
 * @throws AppError disk_full, disk_refused
 */
export function writeJson(path: string, value: unknown): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw asStorageError(error);
  }
  replaceFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
