import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asStorageError } from '#electron/common/storage-error.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { aKey, temporaryFolder } from '../../helpers/cache.ts';

const failedWith = (code: string) => asStorageError(Object.assign(new Error('x'), { code }));

test.each([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['SQLITE_FULL', 'disk_full'],
  ['EROFS', 'disk_refused'],
  ['EACCES', 'disk_refused'],
  // On Windows, for example, this happens while a virus scanner has the file open.
  ['EPERM', 'disk_refused'],
  ['EBUSY', 'disk_refused'],
  ['EIO', 'disk_refused'],
  ['SQLITE_READONLY_DBMOVED', 'disk_refused'],
  ['SQLITE_IOERR_FSYNC', 'disk_refused'],
  ['SQLITE_BUSY', 'cache_busy'],
  ['SQLITE_PROTOCOL', 'cache_busy'],
  ['SQLITE_CORRUPT', 'cache_unreadable'],
])('disk error %s is reported as %s', (code, told) => {
  expect(failedWith(code)).toMatchObject({ code: told });
});

test('a disk that refuses writes is not reported as full or as an internal error', () => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  const path = join(folder.path, 'cache.db');
  mkdirSync(path);
  expect(() => openCache({ path, keyHex: aKey() })).toThrow(expect.objectContaining({ code: 'disk_refused' }));
});
