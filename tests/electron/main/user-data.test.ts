import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localFolder, moveOnce } from '#electron/main/user-data.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';

const WINDOWS = {
  platform: 'win32' as NodeJS.Platform,
  hasSwitch: () => false,
  roaming: '\\\\files\\profiles\\rivera\\AppData\\Roaming\\P2C Review',
  home: 'C:\\Users\\rivera',
  env: { LOCALAPPDATA: 'D:\\Local' } as Record<string, string>,
};
let folder: Folder;
let [from, to] = ['', ''];
beforeEach(() => {
  folder = temporaryFolder();
  [from, to] = [join(folder.path, 'roaming'), join(folder.path, 'local')];
});
afterEach(() => folder.remove());

const refuses = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};
function fill(path: string, text: string): void {
  mkdirSync(join(path, 'journal'), { recursive: true });
  writeFileSync(join(path, 'journal/unsent'), text);
}
const read = (path: string) => readFileSync(join(path, 'journal/unsent'), 'utf8');

test('on Windows, everything is kept on this computer, and not in the profile that roams', () => {
  expect(localFolder(WINDOWS)).toBe('D:\\Local\\P2C Review');
  expect(localFolder({ ...WINDOWS, env: {} })).toBe('C:\\Users\\rivera\\AppData\\Local\\P2C Review');
});

test('a folder that somebody named, and other systems, keep theirs', () => {
  expect(localFolder({ ...WINDOWS, hasSwitch: (name) => name === 'user-data-dir' })).toBeNull();
  expect(localFolder({ ...WINDOWS, platform: 'linux' })).toBeNull();
  expect(localFolder({ ...WINDOWS, platform: 'darwin' })).toBeNull();
});

test('what an earlier version kept moves once, with every unsent decision', () => {
  fill(from, 'decisions');
  expect(moveOnce(from, to)).toEqual({ folder: to, failed: null });
  expect([read(to), existsSync(from)]).toEqual(['decisions', false]);
  // A version from before, started once more, leaves its own folder; it doesn't replace the newer one.
  fill(from, 'older');
  expect(moveOnce(from, to)).toEqual({ folder: to, failed: null });
  expect([read(to), read(from)]).toEqual(['decisions', 'older']);
});

test('from another drive it is copied, and a copy that was cut off before is begun again', () => {
  fill(from, 'decisions');
  fill(`${to}.moving`, 'half');
  expect(moveOnce(from, to, refuses('EXDEV'))).toEqual({ folder: to, failed: null });
  expect([read(to), existsSync(from), existsSync(`${to}.moving`)]).toEqual(['decisions', false, false]);
});

test('while a program holds a file of it, the old place is used on, and nothing is lost', () => {
  fill(from, 'decisions');
  expect(moveOnce(from, to, refuses('EBUSY'))).toMatchObject({ folder: from, failed: expect.any(String) });
  expect([read(from), existsSync(to)]).toEqual(['decisions', false]);
});
