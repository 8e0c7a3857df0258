import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { ReleaseFile } from '#shared/updates/release.ts';
import { rename } from '../../common/rename.ts';
import { asStorageError } from '../../common/storage-error.ts';
import type { ApiClient } from '../api/client.ts';

/** Space left free for officers' work: an update never uses up the disk. */
const RESERVE_BYTES = 200 * 1024 * 1024;
/** Maximum time of one attempt: 200 MB take this long at 0.5 Mbit/s. The next attempt continues where it ended. */
const LONGEST_MS = 60 * 60_000;

export type DownloadInput = { file: ReleaseFile; folder: string; reserveBytes?: number };

/**
 * Downloads a release's file into a private folder, resuming an earlier attempt. Data is hashed as it arrives, and no
 * more than the signed size is ever written.
 * @returns the complete file's path.
 * @throws AppError wrong_file if it is not the file that was signed; disk_full, disk_refused; CallError from the
 * connection.
 */
export async function downloadFile(api: Pick<ApiClient, 'stream'>, input: DownloadInput): Promise<string> {
  const { file, folder } = input;
  const target = join(folder, file.name);
  const part = `${target}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeOthers(folder, file.name);
    if ((await sizeOf(target)) === file.size && (await hashOf(target)) === file.sha512) return target;
    await rm(target, { force: true });
    if ((await sizeOf(part)) > file.size) await rm(part);
    await refuseFullDisk(folder, file.size - (await sizeOf(part)), input.reserveBytes ?? RESERVE_BYTES);
    const done = await fill(api, part, file);
    if (done.size !== file.size) throw new AppError('offline');
    if (done.hash.digest('base64') !== file.sha512) throw new AppError('wrong_file');
    await rename(part, target);
    return target;
  } catch (error) {
    const known = asStorageError(error);
    // Remove the partial file: a wrong file can't be resumed, and on a full disk the space is needed.
    if (known instanceof AppError && (known.code === 'wrong_file' || known.code === 'disk_full'))
      await rm(part, { force: true }).catch(() => undefined);
    throw known;
  }
}

/** Downloads the rest of the partial file. Closes it, because Windows can't rename an open file. */
async function fill(api: Pick<ApiClient, 'stream'>, part: string, file: ReleaseFile) {
  const out = await open(part, 'a', 0o600);
  try {
    return await receive(api, file, { out, ...(await hashed(part)) });
  } finally {
    await out.close();
  }
}

/** Returns the hash and size of the partial file that an earlier attempt left behind. */
async function hashed(part: string): Promise<{ hash: Hash; size: number }> {
  const size = await sizeOf(part);
  const hash = createHash('sha512');
  if (size > 0) for await (const piece of createReadStream(part)) hash.update(piece as Buffer);
  return { hash, size };
}

async function receive(
  api: Pick<ApiClient, 'stream'>,
  file: ReleaseFile,
  before: { out: FileHandle; hash: Hash; size: number },
) {
  let { hash, size } = before;
  if (size === file.size) return { hash, size };
  const answer = await api.stream(
    `/updates/${encodeURIComponent(file.name)}`,
    size === 0 ? {} : { range: `bytes=${size}-` },
  );
  const isContinued = answer.status === 206 && answer.headers['content-range']?.startsWith(`bytes ${size}-`) === true;
  if (!isContinued) {
    await before.out.truncate(0);
    hash = createHash('sha512');
    size = 0;
  }
  const latest = performance.now() + LONGEST_MS;
  for await (const piece of answer.body) {
    size += piece.length;
    if (size > file.size) throw new AppError('wrong_file');
    if (performance.now() > latest) throw new AppError('offline');
    hash.update(piece);
    await before.out.writeFile(piece);
  }
  await before.out.sync();
  return { hash, size };
}

async function refuseFullDisk(folder: string, needed: number, reserve: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed + reserve) throw new AppError('disk_full');
}

/** Removes files downloaded for other releases. */
export async function removeOthers(folder: string, name: string | null): Promise<void> {
  for (const one of await readdir(folder).catch(() => []))
    if (name === null || (one !== name && one !== `${name}.part`)) await rm(join(folder, one), { force: true });
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('base64');
}
