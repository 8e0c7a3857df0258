import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../common/replace-file.ts';
import { asStorageError } from '../common/storage-error.ts';

/** What a small file of the workstation holds; null where there is none, or it cannot be read. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * A crash, or a power cut, leaves the old file or the new one, never half of it.
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
