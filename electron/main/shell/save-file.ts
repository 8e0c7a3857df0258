import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, dialog } from 'electron';
import { rename } from '#electron/common/rename.ts';
import { AppError } from '#shared/errors.ts';
import { fileName } from './file-name.ts';

/** Asks the officer where to save; null when the dialog was canceled or the window was locked in the meantime. */
export async function askWhere(title: string, name: string, mayRead: () => boolean): Promise<string | null> {
  const defaultPath = join(app.getPath('downloads'), fileName(name));
  const { canceled, filePath } = await dialog.showSaveDialog({ title, defaultPath });
  return canceled || filePath === '' || !mayRead() ? null : filePath;
}

/**
 * Writes a temporary file next to the target and renames it, so that nobody opens a partial file, and a full disk
 * leaves the old one intact.
 * @param before called with the complete temporary file before it is renamed.
 * @throws AppError not_saved, with the folder
 */
export async function saveFile(
  path: string,
  bytes: Uint8Array,
  before?: (part: string) => Promise<void>,
): Promise<void> {
  const part = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(part, bytes, { mode: 0o600 });
    await before?.(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new AppError('not_saved', {
      cause: error,
      detail: { code: 'not_saved_in', params: { path: dirname(path) } },
    });
  }
}
