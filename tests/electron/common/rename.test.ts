import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openJournalFile } from '#electron/common/journal-file.ts';
import { createLog } from '#electron/common/log.ts';
import { createOfficerFiles } from '#electron/common/officer-files.ts';
import { readCounts, writeCounts } from '#electron/common/others-here.ts';
import { replaceFile } from '#electron/common/replace-file.ts';
import { saveFile } from '#electron/main/shell/save-file.ts';
import { openFileFolder } from '#electron/worker/attachments/file-folder.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';
import { holdFiles, releaseFiles } from '../../helpers/held-files.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

let folder: Folder;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'file');
});
afterEach(() => {
  releaseFiles();
  folder.remove();
});

const officerFiles = () =>
  createOfficerFiles({ cache: join(folder.path, 'cache'), journal: join(folder.path, 'journal') }, 'https://a.example');

describe('a file that another program has open for a moment', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('is replaced as soon as it is free (%s)', (code) => {
    writeFileSync(path, 'before');
    const left = holdFiles(4, code);
    replaceFile(path, 'after');
    expect([readFileSync(path, 'utf8'), left()]).toEqual(['after', 0]);
  });

  test('is saved for the officer', async () => {
    const left = holdFiles(5);
    await saveFile(path, Buffer.from('letter'));
    expect([readFileSync(path, 'utf8'), left()]).toEqual(['letter', 0]);
  });

  test('does not keep a report’s file out of the cache', async () => {
    holdFiles(3);
    const { name } = await openFileFolder(folder.path).write(Buffer.from('sealed'));
    expect(readFileSync(join(folder.path, name), 'utf8')).toBe('sealed');
  });

  test('does not keep the unsent decisions from being counted', async () => {
    holdFiles(3);
    await writeCounts(path, { waiting: 2, drafts: 1 });
    expect(await readCounts(path)).toEqual({ waiting: 2, drafts: 1 });
  });

  test('does not keep the time from being recorded, and an attempt counted in the meantime stays', async () => {
    const files = officerFiles();
    files.wrap.write('one', 'first');
    holdFiles(3);
    expect(await files.wrap.replace('one', 'first', 'second')).toBe(true);
    holdFiles(3, 'EPERM', (to) => to.endsWith('.key'));
    const late = files.wrap.replace('one', 'second', 'third');
    await vi.waitUntil(() => readdirSync(files.folders.cache).some((name) => name.endsWith('.later')));
    releaseFiles();
    files.wrap.write('one', 'a try was counted');
    expect(await late).toBe(false);
    expect(files.wrap.read('one')).toBe('a try was counted');
  });

  test('does not keep a damaged cache from being set aside', () => {
    const files = officerFiles();
    writeFileSync(files.pathOf('one'), 'reports');
    holdFiles(3);
    files.setAside('one', 'then');
    expect(files.exists('one')).toBe(false);
  });

  test('does not keep a journal from being opened', () => {
    writeFileSync(path, 'not a journal');
    holdFiles(3);
    openJournalFile(path, '2026-03-08T09:00:00.000Z').close();
    expect(readdirSync(folder.path).filter((name) => name.includes('.unreadable-'))).toHaveLength(1);
  });

  test('does not cost a line of the log', () => {
    mkdirSync(join(folder.path, 'logs'));
    const file = join(folder.path, 'logs', 'main.log');
    writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
    const log = createLog({ folder: join(folder.path, 'logs'), source: 'main' });
    holdFiles(1);
    log('first');
    expect(readFileSync(file, 'utf8')).toContain('"first"');
    log('second');
    expect(existsSync(`${file}.old`)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('"second"');
  });
});

test('a file that stays held is reported, and the old one is intact', async () => {
  writeFileSync(path, 'before');
  holdFiles(1000);
  expect(() => replaceFile(path, 'after')).toThrow(expect.objectContaining({ code: 'disk_refused' }));
  await expect(saveFile(path, Buffer.from('after'))).rejects.toMatchObject({ code: 'not_saved' });
  expect(readFileSync(path, 'utf8')).toBe('before');
}, 20_000);
