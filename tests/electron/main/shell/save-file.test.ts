import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveFile } from '#electron/main/shell/save-file.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('a file that can’t be saved names its folder', async () => {
  const gone = join(folder.path, 'gone');
  await expect(saveFile(join(gone, 'figures.csv'), Buffer.from('x'))).rejects.toMatchObject({
    code: 'not_saved',
    detail: { code: 'not_saved_in', params: { path: gone } },
  });
});

test('a file is saved as given', async () => {
  const path = join(folder.path, 'figures.csv');
  await saveFile(path, Buffer.from('x'));
  expect(readFileSync(path, 'utf8')).toBe('x');
});
