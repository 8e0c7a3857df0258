import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markOrigin, originMark } from '#electron/main/shell/origin-mark.ts';
import { saveFile } from '#electron/main/shell/save-file.ts';
import { type Folder, temporaryFolder } from '../../../helpers/cache.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const AT = new Date('2026-11-24T15:00:00.000Z');

test('Windows and macOS are told that a file came from outside; elsewhere there is no such mark', () => {
  expect(originMark('win32', 'C:\\Users\\r\\a.pdf', AT)).toEqual({
    stream: 'C:\\Users\\r\\a.pdf:Zone.Identifier',
    text: '[ZoneTransfer]\r\nZoneId=3\r\n',
  });
  expect(originMark('darwin', '/Users/r/a.pdf', AT, 'c0ffee00-0000-4000-8000-000000000001')).toEqual({
    program: '/usr/bin/xattr',
    args: [
      '-w',
      'com.apple.quarantine',
      '0083;6b05a670;P2C Review;C0FFEE00-0000-4000-8000-000000000001',
      '/Users/r/a.pdf',
    ],
  });
  expect(originMark('linux', '/home/r/a.pdf', AT)).toBe(null);
});

test('the mark is there before the file has its name', async () => {
  const path = join(folder.path, 'a.pdf');
  const seen: string[] = [];
  await saveFile(path, Buffer.from('x'), async (part) => {
    seen.push(...readdirSync(folder.path));
    await markOrigin(part, 'win32');
  });
  expect(seen).toEqual([expect.stringMatching(/\.part$/)]);
  // Here, the stream is a separate file; on Windows it is part of the file.
  const stream = readdirSync(folder.path).find((name) => name.endsWith(':Zone.Identifier')) ?? '';
  expect(readFileSync(join(folder.path, stream), 'utf8')).toContain('ZoneId=3');
  expect(readFileSync(path, 'utf8')).toBe('x');
});

test('a disk that keeps no marks gets the file all the same', async () => {
  const path = join(folder.path, 'a.pdf');
  await saveFile(path, Buffer.from('x'), () => markOrigin(join(folder.path, 'missing/a.pdf'), 'win32'));
  expect(readFileSync(path, 'utf8')).toBe('x');
});
