import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { encodeFrame, type Frame, JOURNAL_HEADER, liveFrames, readFrames } from '#shared/journal/frames.ts';
import { SEAL } from '#shared/journal/row.ts';
import { asStorageError } from './storage-error.ts';

export type JournalFile = ReturnType<typeof openJournalFile>;

/**
 * One officer's sealed journal on the disk. It only grows, until nothing in it is live: then it is cut back to its
 * header. What was appended is on the disk when `append` returns.
 *
 * @throws AppError disk_full when it cannot be made. A file that is no journal of ours is set aside, not overwritten.
 */
export function openJournalFile(path: string, time: string) {
  const live = storing(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return readLive(path, time);
  });
  const fd = storing(() => openSync(path, 'a', 0o600));
  storing(() => {
    if (fstatSync(fd).size > 0) return;
    write(fd, JOURNAL_HEADER);
    syncFolder(path);
  });

  function append(frames: readonly Frame[], through = true): void {
    if (frames.length === 0) return;
    const before = fstatSync(fd).size;
    try {
      write(fd, Buffer.concat(frames.map(encodeFrame)), through);
    } catch (error) {
      // Half a record would only be a torn end, but on a full disk its place is wanted.
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
    /** The live decisions, each with the id of the recovery key for which it was sealed. */
    live: (): ReadonlyMap<string, string> => live,
    bytes: (): number => fstatSync(fd).size,
    /** Written through together. */
    append: (rows: readonly { id: string; payload: Uint8Array }[]): void =>
      append(rows.map(({ id, payload }) => ({ kind: 'row', id, payload }))),
    /**
     * Marks decisions as carried out or taken back. Ids that are not live are passed over.
     * @param through whether a power cut must not forget it.
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
    /** The live records, sealed as they are. */
    frames: (): Frame[] => [...liveFrames(readFrames(readFileSync(path))?.frames ?? []).values()],
    close: (): void => closeSync(fd),
  };
}

/** How many decisions of a journal are live; zero where there is none. For when nothing else is open any more. */
export function countLive(path: string): number {
  try {
    return liveFrames(readFrames(readFileSync(path))?.frames ?? []).size;
  } catch {
    return 0;
  }
}

function keyOf({ payload }: Frame): string {
  return Buffer.from(payload.subarray(0, SEAL.keyId)).toString('hex');
}

function readLive(path: string, time: string): Map<string, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const read = readFrames(bytes);
  if (read === null) {
    renameSync(path, `${path}.unreadable-${time.replace(/[:.]/g, '-')}`);
    return new Map();
  }
  return new Map([...liveFrames(read.frames)].map(([id, frame]) => [id, keyOf(frame)]));
}

function write(fd: number, bytes: Uint8Array, through = true): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  if (through) fsyncSync(fd);
}

/** Through a handle of its own: Windows does not let one that only appends make a file shorter. */
function cutTo(path: string, bytes: number, through: boolean): void {
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, bytes);
    if (through) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Where a folder cannot be synced (Windows), its entries are kept by the file system's own journal. */
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
