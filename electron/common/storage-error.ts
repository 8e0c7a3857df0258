import { AppError } from '#shared/errors.ts';

/** Another connection held the lock longer than the busy timeout (open.ts). */
const BUSY = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'];
const UNREADABLE = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];
// An encrypted page that cannot be written, or a file that cannot grow, is also reported to the officer as a full disk.
const FULL = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_TRUNCATE', 'ENOSPC', 'EDQUOT'];
// The disk became read-only, permissions were removed, or a program locks the file, as virus scanners do on Windows.
const REFUSED = [
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_PERM',
  'EROFS',
  'EACCES',
  'EPERM',
  'EBUSY',
  'EIO',
  'SQLITE_IOERR',
];

/** Maps SQLite errors to the codes of shared/errors.ts; returns all other errors unchanged. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (FULL.some((one) => code.startsWith(one))) return new AppError('disk_full', { cause: error });
  if (REFUSED.some((one) => code.startsWith(one))) return new AppError('disk_refused', { cause: error });
  if (BUSY.some((one) => code.startsWith(one))) return new AppError('cache_busy', { cause: error });
  if (UNREADABLE.some((one) => code.startsWith(one))) return new AppError('cache_unreadable', { cause: error });
  return error;
}
