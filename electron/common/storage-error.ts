import { AppError } from '#shared/errors.ts';

/** Another connection kept the file for longer than is waited for (open.ts). */
const BUSY = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'];
const UNREADABLE = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];
// An encrypted page that cannot be written, or a file that cannot grow, is a full disk to the officer as well.
const FULL = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_TRUNCATE', 'ENOSPC', 'EDQUOT'];
// A disk that became read-only, rights that were taken away, or a program that holds the file, as scanners do on Windows.
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

/** Gives SQLite's errors the codes of shared/errors.ts; anything else stays what it is. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (FULL.some((one) => code.startsWith(one))) return new AppError('disk_full', { cause: error });
  if (REFUSED.some((one) => code.startsWith(one))) return new AppError('disk_refused', { cause: error });
  if (BUSY.some((one) => code.startsWith(one))) return new AppError('cache_busy', { cause: error });
  if (UNREADABLE.some((one) => code.startsWith(one))) return new AppError('cache_unreadable', { cause: error });
  return error;
}
