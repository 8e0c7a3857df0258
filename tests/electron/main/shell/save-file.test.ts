import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
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

test('a file under its name is whole at once, so that whoever waits for it never reads half of it', async () => {
  const path = join(folder.path, 'figures.csv');
  const bytes = Buffer.alloc(8_000_000, 'x');
  const sizes: number[] = [];
  const watcher = watch(folder.path, () => {
    if (existsSync(path)) sizes.push(statSync(path).size);
  });
  try {
    await saveFile(path, bytes);
    await vi.waitUntil(() => sizes.length > 0);
  } finally {
    watcher.close();
  }
  expect(new Set(sizes)).toEqual(new Set([bytes.length]));
});

test('what could not be put in place leaves nothing behind', async () => {
  const path = join(folder.path, 'figures.csv');
  mkdirSync(path);
  await expect(saveFile(path, Buffer.from('x'))).rejects.toMatchObject({ code: 'not_saved' });
  expect(readdirSync(folder.path)).toEqual(['figures.csv']);
});
