import { Readable } from 'node:stream';
import { insertUpload, removeLargestWaiting, uploadsOf, waitingBytes, waitingBytesOf } from '#server/db/attachments.ts';
import type { UploadDeps } from '#server/deps.ts';
import { QueueFull } from '#server/fair-queue.ts';
import { HEADER_BYTES, type NoViewCopy, pictureWeight } from '#server/files/view-copy.ts';
import { siteOf } from '#server/network-of.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { UploadProblem } from '#shared/domain/attachment.ts';
import { HEAD_BYTES, type MediaType, MOST_FILE_BYTES, mediaTypeOf, safeName } from '#shared/domain/media-type.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';

/** Per form. */
export const MOST_FILES = 10;
/** Limit on the total size of all files whose forms have not been submitted yet, so that bots cannot fill the disk. */
export const MOST_WAITING_BYTES = 20 * 1024 ** 3;
/** One network's share of that limit: the size of ten completely full forms. */
export const MOST_WAITING_BYTES_OF_SOURCE = MOST_FILES * MOST_FILES * MOST_FILE_BYTES;

export type Upload = {
  /** The file's ID, if its sender chose one. */
  id?: string;
  /** The accepted types, if not all of them. */
  types?: readonly MediaType[];
  /** The form that the file belongs to. */
  uploadId: string;
  /** File name given by the browser. */
  name: string | undefined;
  source: AsyncIterable<Uint8Array>;
  /** Whether the upload was cut off at the size limit; known only after its source has ended. */
  tooLarge: () => boolean;
  /** Identifies the sender, for example by address. Senders get equal shares of the time for rendering images. */
  from: string;
};

export type UploadResult = { ok: true; meta: AttachmentMeta } | { ok: false; problem: UploadProblem };

/**
 * Stores an uploaded file: the original as received, plus a view copy if it is an image that we can decode. The file
 * becomes part of a report when its form is submitted. The source is always read to its end.
 */
export async function saveUpload(deps: UploadDeps, upload: Upload): Promise<UploadResult> {
  const at = deps.now();
  const source = upload.source[Symbol.asyncIterator]();
  const { head, ended } = await readHead(source);
  const read = mediaTypeOf(head);
  const type = read !== null && (upload.types?.includes(read) ?? true) ? read : null;
  const problem = ended && head.length === 0 ? 'empty' : type === null ? 'kind' : await noRoom(deps, upload);
  if (type === null || problem !== null) {
    await readToEnd(source);
    return refused(problem ?? 'kind');
  }
  // Don't use the ID that the sender chose, because another file may already have it.
  const fileId = uuidv7(at);
  const first = keepStart(after(head, source));
  const original = await deps.vault.keep(fileId, 'original', first.source);
  const note = async (view: AttachmentMeta['view']): Promise<UploadResult> => {
    const name = safeName(upload.name, type);
    const id = upload.id ?? fileId;
    const meta = { id, name, mediaType: type, ...original, view, receivedAt: at.toISOString() };
    const { uploadId } = upload;
    const source = siteOf(upload.from);
    const most = { files: MOST_FILES, bytesOfSource: MOST_WAITING_BYTES_OF_SOURCE };
    const problem = await insertUpload(deps.db, { ...meta, uploadId, fileId, source }, most);
    return problem === null ? { ok: true, meta } : refused(problem);
  };
  const drawAndNote = async (): Promise<UploadResult> => {
    // Check again when this upload reaches the front of the queue, because concurrent uploads may have filled the form.
    if (await isFull(deps, upload)) return refused('tooMany');
    const view = await draw(deps, fileId);
    return typeof view === 'string' ? refused(view) : note(view);
  };
  const result = upload.tooLarge()
    ? refused('tooLarge')
    : DRAWN.includes(type)
      ? await deps.drawing.queue
          .run(upload.from, drawAndNote, undefined, pictureWeight(first.start()))
          .catch(refusedIfFull)
      : await note(null);
  if (!result.ok) await deps.vault.remove(fileId);
  return result;
}

const refused = (problem: UploadProblem): UploadResult => ({ ok: false, problem });

function refusedIfFull(error: unknown): UploadResult {
  if (error instanceof QueueFull) return refused('full');
  throw error;
}

async function isFull({ db }: UploadDeps, { uploadId }: Pick<Upload, 'uploadId'>): Promise<boolean> {
  return (await uploadsOf(db, uploadId)).length >= MOST_FILES;
}

/**
 * Checks whether the form, the sender's site and the disk quota have room, before the file is read. If all waiting files
 * have used up the quota, the oldest of the site that has most are removed. `bytes`: the
 * size of a file that is not counted yet.
 */
export async function noRoom(
  deps: UploadDeps,
  upload: Pick<Upload, 'uploadId' | 'from'>,
  bytes = 0,
): Promise<UploadProblem | null> {
  if (await isFull(deps, upload)) return 'tooMany';
  const { files, parts } = await waitingBytesOf(deps.db, siteOf(upload.from));
  if (files + parts + bytes > MOST_WAITING_BYTES_OF_SOURCE) return 'full';
  const excess = (await waitingBytes(deps.db)) - MOST_WAITING_BYTES;
  return excess <= 0 || (await removeLargestWaiting(deps.db, excess)) ? null : 'full';
}

/**
 * Types that get a view copy. No freely usable HEIC decoder is available, and PDFs are not rendered, so officers get
 * the originals of HEIC files and PDFs.
 */
const DRAWN: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp'];

async function draw({ vault, drawing }: UploadDeps, id: string): Promise<AttachmentMeta['view'] | NoViewCopy> {
  const original = await vault.open(id, 'original');
  const copy = original === null ? 'unreadable' : await drawing.viewCopy(original);
  if (typeof copy === 'string') return copy;
  const { data, mediaType, width, height } = copy;
  return { mediaType, ...(await vault.keep(id, 'view', Readable.from([data]))), width, height };
}
async function readHead(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; ended: boolean }> {
  let head = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) return { head, ended: true };
    head = Buffer.concat([head, next.value]);
  }
  return { head, ended: false };
}

async function* after(head: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

/** Passes a file on, and keeps the bytes at its start for the image's header. */
function keepStart(source: AsyncIterable<Uint8Array>): { source: AsyncIterable<Uint8Array>; start: () => Buffer } {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  const passed = async function* () {
    for await (const chunk of source) {
      if (bytes < HEADER_BYTES) kept.push(chunk.subarray(0, HEADER_BYTES - bytes));
      bytes += chunk.length;
      yield chunk;
    }
  };
  return { source: passed(), start: () => Buffer.concat(kept) };
}

async function readToEnd(source: AsyncIterator<Uint8Array>): Promise<void> {
  for (let next = await source.next(); next.done !== true; next = await source.next());
}
