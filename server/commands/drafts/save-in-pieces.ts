import { Readable } from 'node:stream';
import {
  claimPart,
  endPart,
  findPart,
  insertPart,
  insertPiece,
  type PartialUpload,
  piecesOf,
  unclaimPart,
} from '#server/db/partial-uploads.ts';
import type { UploadDeps } from '#server/deps.ts';
import { siteOf } from '#server/network-of.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import { MOST_FILE_BYTES, OFFICER_TYPES } from '#shared/domain/media-type.ts';
import { MOST_FILES, noRoom, saveUpload } from './save-upload.ts';

/** Maximum number of pieces. The largest file needs fewer, even if the connection is lost repeatedly. */
export const MOST_PIECES = 400;
/** A process that has not finished a file in this time was killed: rendering an image takes a minute at most. */
const FINISHING_MS = 3 * 60_000;

type Key = { id: string; uploadId: string };
/** A file from an officer keeps the ID that the workstation chose, and must be of a type that anyone can open. */
type Sender = { from: string; isOfficer?: true };

/** Starts an upload in pieces. @returns its ID, or why the file is refused. */
export async function startPart(
  deps: UploadDeps,
  {
    id: chosen,
    uploadId,
    name,
    bytes,
    from,
  }: { id?: string; uploadId: string; name: string; bytes: number; from: string },
): Promise<{ id: string } | UploadProblem> {
  if (bytes === 0) return 'empty';
  if (bytes > MOST_FILE_BYTES) return 'tooLarge';
  const problem = await noRoom(deps, { uploadId, from }, bytes);
  if (problem !== null) return problem;
  const at = deps.now();
  const id = chosen ?? uuidv7(at);
  await insertPart(deps.db, { id, uploadId, name, bytes, at, source: siteOf(from) }, MOST_FILES);
  return { id };
}

/**
 * Stores a piece, encrypted like every other file. After the last piece, the whole file goes through `saveUpload`, so
 * that every file is checked in the same way.
 * @returns null for an unknown file; `taken` is false if the piece does not start where the last one ended.
 */
export async function appendPiece(
  deps: UploadDeps,
  { from, isOfficer, ...key }: Key & Sender,
  { startsAt, data }: { startsAt: number; data: Buffer },
): Promise<(PartialUpload & { taken: boolean }) | null> {
  const part = await findPart(deps.db, key);
  if (part === null) return null;
  const fits = startsAt === part.received && startsAt + data.length <= part.bytes;
  const taken = fits && (data.length === 0 || (part.done === null && (await keepPiece(deps, part, startsAt, data))));
  const received = part.received + (taken ? data.length : 0);
  if (part.done === null) {
    if (part.pieces >= MOST_PIECES) await endPart(deps.db, part.id, deps.now(), 'full');
    else if (taken && received === part.bytes) await finish(deps, part, { from, ...(isOfficer && { isOfficer }) });
  }
  const now = await findPart(deps.db, key);
  return now === null ? null : { ...now, taken };
}

async function keepPiece(deps: UploadDeps, part: PartialUpload, startsAt: number, data: Buffer): Promise<boolean> {
  if (part.pieces >= MOST_PIECES) return false;
  const fileId = uuidv7(deps.now());
  await deps.vault.keep(fileId, 'original', Readable.from([data]));
  const isOurs = await insertPiece(deps.db, part.id, { startsAt, bytes: data.length, fileId });
  if (!isOurs) await deps.vault.remove(fileId);
  return isOurs;
}

async function finish(
  deps: UploadDeps,
  { id, uploadId, name }: PartialUpload,
  { from, isOfficer }: Sender,
): Promise<void> {
  const at = deps.now();
  if (!(await claimPart(deps.db, id, at, new Date(at.getTime() - FINISHING_MS)))) return;
  try {
    const source = together(deps, await piecesOf(deps.db, id));
    const own = isOfficer === true ? { id, types: OFFICER_TYPES } : {};
    const result = await saveUpload(deps, { ...own, uploadId, name, source, tooLarge: () => false, from });
    await endPart(deps.db, id, deps.now(), result.ok ? null : result.problem);
  } catch (error) {
    await unclaimPart(deps.db, id);
    throw error;
  }
}

/** Yields the pieces as one file. */
async function* together({ vault }: UploadDeps, fileIds: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const id of fileIds) {
    const piece = await vault.open(id, 'original');
    if (piece === null) throw new Error('a piece of a file is missing');
    yield* piece;
  }
}
