import type * as Fs from 'node:fs';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openJournalFile } from '#electron/common/journal-file.ts';
import { JOURNAL_HEADER } from '#shared/journal/frames.ts';
import { SEAL } from '#shared/journal/row.ts';
import { temporaryFolder } from '../../helpers/cache.ts';

const disk = vi.hoisted(() => ({ fullAfter: Number.POSITIVE_INFINITY, writtenThrough: 0 }));

/**
 * Simulates one property of Windows, where a handle opened for appending cannot shorten a file, and a disk that fills up
 * and reports its free space.
 */
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const appending = new Set<number>();
  return {
    ...fs,
    openSync: (path: string, flags: string, mode?: number) => {
      const fd = fs.openSync(path, flags, mode);
      if (flags === 'a') appending.add(fd);
      else appending.delete(fd);
      return fd;
    },
    ftruncateSync: (fd: number, length: number) => {
      if (appending.has(fd)) throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
      fs.ftruncateSync(fd, length);
    },
    fsyncSync: (fd: number) => {
      fs.fsyncSync(fd);
      if (fs.fstatSync(fd).isFile()) disk.writtenThrough = fs.fstatSync(fd).size;
    },
    writeSync: (fd: number, bytes: Uint8Array, at: number) => {
      if (at >= disk.fullAfter) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      return fs.writeSync(fd, bytes, at, Math.min(bytes.length - at, disk.fullAfter));
    },
  };
});

const folder = temporaryFolder();
const path = join(folder.path, 'officer.p2cj');
let file: ReturnType<typeof openJournalFile>;
beforeEach(() => {
  file = openJournalFile(path, '2026-03-08T09:00:00.000Z');
});
afterEach(() => {
  disk.fullAfter = Number.POSITIVE_INFINITY;
  file.close();
  folder.remove();
});

const row = (id: string) => ({ id, payload: new Uint8Array(SEAL.keyId + 600) });
const ids = ['018f7b1e-0000-7000-8000-000000000001', '018f7b1e-0000-7000-8000-000000000002'] as const;

test('a journal with no live records is truncated to its header, even if the file handle can only append', () => {
  file.append([row(ids[0])]);
  file.bury([ids[0]]);
  expect(statSync(path).size).toBe(JOURNAL_HEADER.length);
  file.append([row(ids[1])]);
  expect(file.frames().map(({ id }) => id)).toEqual([ids[1]]);
});

test('seals and undos are flushed to disk at once; a tombstone for what the server already took need not be', () => {
  const size = () => statSync(path).size;
  file.append([row(ids[0]), row(ids[1])]);
  expect(disk.writtenThrough).toBe(size());
  const before = size();
  file.bury([ids[0]], false);
  expect(size()).toBeGreaterThan(before);
  expect(disk.writtenThrough).toBe(before);
  file.append([row(ids[0])]);
  file.bury([ids[0]]);
  expect(disk.writtenThrough).toBe(size());
});

test('a partial record is removed when the disk is full, and complete ones stay', () => {
  file.append([row(ids[0])]);
  const before = statSync(path).size;
  disk.fullAfter = 100;
  expect(() => file.append([row(ids[1])])).toThrow(expect.objectContaining({ code: 'disk_full' }));
  expect(statSync(path).size).toBe(before);
  expect(file.frames().map(({ id }) => id)).toEqual([ids[0]]);
});
