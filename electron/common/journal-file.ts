import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import {
  encodeFrame,
  type Frame,
  JOURNAL_HEADER,
  liveFrames,
  mayHaveRows,
  readFrames,
} from '#shared/journal/frames.ts';
import { SEAL } from '#shared/journal/row.ts';
import { renameSync } from './rename.ts';
import { asStorageError } from './storage-error.ts';

export type JournalFile = ReturnType<typeof openJournalFile>;

/**
 * One officer's sealed journal on disk. It is append-only until every record has a tombstone; then it is truncated to
 * its header. Appended records are on disk when `append` returns.
 * @throws AppError disk_full when it cannot be created. A file that is not one of our journals is renamed, not
 * overwritten.
 */
export function openJournalFile(path: string, time: string) {
  const live = storing(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return readLive(path, time);
  });
  let fd = storing(() => openWithHeader(path));

  function append(frames: readonly Frame[], through = true): void {
    if (frames.length === 0) return;
    const before = fstatSync(fd).size;
    try {
      write(fd, Buffer.concat(frames.map(encodeFrame)), through);
    } catch (error) {
      // Cut off the partial record. It would be harmless, but on a full disk its space is needed.
      cutTo(path, before, false);
      throw asStorageError(error);
    }
    for (const frame of frames) {
      if (frame.kind === 'row') live.set(frame.id, keyOf(frame));
      else live.delete(frame.id);
    }
  }

  return {
    path,
    /**
     * Recreates the file if somebody removed or replaced it; data written to a removed file is lost when this process
     * ends. Returns whether it was recreated; if so, no record in it is live and everything must be sealed again.
     */
    renewIfGone: (): boolean => {
      if (isStillThere(path, fd)) return false;
      closeSync(fd);
      storing(() => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
      fd = storing(() => openWithHeader(path));
      live.clear();
      for (const [id, key] of storing(() => readLive(path, time))) live.set(id, key);
      return true;
    },
    /** The live decisions (those without a tombstone): each id with the id of the recovery key it was sealed with. */
    live: (): ReadonlyMap<string, string> => live,
    bytes: (): number => fstatSync(fd).size,
    /** Writes and syncs all rows together. */
    append: (rows: readonly { id: string; payload: Uint8Array }[]): void =>
      append(rows.map(({ id, payload }) => ({ kind: 'row', id, payload }))),
    /**
     * Marks decisions as carried out or discarded. Ids that are not live are ignored.
     * @param through whether to sync the marks to disk, so that they survive a power failure.
     */
    bury: (ids: readonly string[], through = true): void => {
      const buried = ids.filter((id) => live.has(id));
      append(
        buried.map((id) => ({ kind: 'tombstone', id, payload: new Uint8Array() })),
        through,
      );
      if (live.size === 0 && fstatSync(fd).size > JOURNAL_HEADER.length) {
        cutTo(path, JOURNAL_HEADER.length, through);
      }
    },
    /** The live records, still sealed. */
    frames: (): Frame[] => {
      const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
      return [...liveFrames(readFrames(bytes)?.frames ?? []).values()];
    },
    close: (): void => closeSync(fd),
  };
}

/**
 * Returns the number of live decisions in a journal; zero if the file does not exist. Only for journals that are not
 * open elsewhere.
 */
export function countLive(path: string): number {
  try {
    return liveFrames(readFrames(readFileSync(path))?.frames ?? []).size;
  } catch {
    return 0;
  }
}

/**
 * Whether removing a journal, also one that was set aside, could lose a decision. True as well for a file that this
 * version can't read, such as one written by a newer version before a roll-back.
 */
export function mayHaveUnsent(path: string): boolean {
  try {
    return mayHaveRows(readFileSync(path));
  } catch (error) {
    return !isAbsent(error);
  }
}

function openWithHeader(path: string): number {
  const fd = openSync(path, 'a', 0o600);
  if (fstatSync(fd).size === 0) {
    write(fd, JOURNAL_HEADER);
    syncFolder(path);
  }
  return fd;
}

/** Whether the open file is still at its path. Always true on Windows, which does not allow removing an open file. */
function isStillThere(path: string, fd: number): boolean {
  if (process.platform === 'win32') return true;
  const [there, here] = [statSync(path, { throwIfNoEntry: false }), fstatSync(fd)];
  return there !== undefined && there.ino === here.ino && there.dev === here.dev;
}

function keyOf({ payload }: Frame): string {
  return Buffer.from(payload.subarray(0, SEAL.keyId)).toString('hex');
}

function readLive(path: string, time: string): Map<string, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (isAbsent(error)) return new Map();
    throw error;
  }
  const read = readFrames(bytes);
  if (read === null) {
    renameSync(path, `${path}.unreadable-${time.replace(/[:.]/g, '-')}`);
    return new Map();
  }
  return new Map([...liveFrames(read.frames)].map(([id, frame]) => [id, keyOf(frame)]));
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function write(fd: number, bytes: Uint8Array, through = true): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  if (through) fsyncSync(fd);
}

/** Truncates through a separate handle: Windows does not allow truncating through an append-only handle. */
function cutTo(path: string, bytes: number, through: boolean): void {
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, bytes);
    if (through) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Syncs the file's folder, except on Windows, which can't. There, the file system's own journaling protects the
 * folder's entries.
 */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function storing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}
