import { Readable } from 'node:stream';
import { insertUpload, waitingBytes } from '#server/db/attachments.ts';
import type { FileDeps } from '#server/deps.ts';
import { HEAD_BYTES, mediaTypeOf, safeName } from '#server/files/media-type.ts';
import type { Kept } from '#server/files/vault.ts';
import { type NoViewCopy, type ViewCopy, viewCopy } from '#server/files/view-copy.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { MediaType } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';

/** Of one form. */
export const MOST_FILES = 10;
/** Of all forms that were not submitted yet: programs that fill in forms must not fill the disk. */
const MOST_WAITING_BYTES = 20 * 1024 ** 3;

export type Upload = {
  /** The form that it comes with. */
  uploadId: string;
  /** As the browser calls it. */
  name: string | undefined;
  source: AsyncIterable<Uint8Array>;
  /** Whether the source was cut off at the size that is allowed; known once it has ended. */
  tooLarge: () => boolean;
};

/** Why a file was not taken. */
export type UploadProblem = 'empty' | 'kind' | NoViewCopy | 'tooLarge' | 'tooMany' | 'full';
export type UploadResult = { ok: true; meta: AttachmentMeta } | { ok: false; problem: UploadProblem };

/**
 * Keeps a file that a person sends: the original as it came, and a copy for looking at where it is a picture that we can
 * draw. It becomes part of a report when its form is submitted. The source is always read to its end.
 */
export async function saveUpload(deps: FileDeps, upload: Upload): Promise<UploadResult> {
  const at = deps.now();
  const source = upload.source[Symbol.asyncIterator]();
  const { head, ended } = await readHead(source);
  const type = mediaTypeOf(head);
  if (type === null || (await waitingBytes(deps.db)) > MOST_WAITING_BYTES) {
    await readToEnd(source);
    return { ok: false, problem: ended && head.length === 0 ? 'empty' : type === null ? 'kind' : 'full' };
  }
  const id = uuidv7(at);
  const undo = async (problem: UploadProblem): Promise<UploadResult> => {
    await deps.vault.remove(id);
    return { ok: false, problem };
  };
  const original = await deps.vault.keep(id, 'original', after(head, source));
  if (upload.tooLarge()) return undo('tooLarge');
  const drawn = DRAWN.includes(type) ? await draw(deps, id) : null;
  if (typeof drawn === 'string') return undo(drawn);
  const meta = {
    id,
    name: safeName(upload.name, type),
    mediaType: type,
    ...original,
    view: drawn === null ? null : viewOf(drawn.copy, drawn.kept),
    receivedAt: at.toISOString(),
  };
  const noted = await insertUpload(deps.db, { ...meta, uploadId: upload.uploadId, fileId: id }, MOST_FILES);
  return noted ? { ok: true, meta } : undo('tooMany');
}

/** HEIC cannot be drawn here for want of a free decoder, and a PDF is not ours to unfold: an officer gets the original. */
const DRAWN: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp'];

async function draw({ vault }: FileDeps, id: string): Promise<{ copy: ViewCopy; kept: Kept } | NoViewCopy> {
  const original = await vault.open(id, 'original');
  const copy = original === null ? 'unreadable' : await viewCopy(original);
  return typeof copy === 'string' ? copy : { copy, kept: await vault.keep(id, 'view', Readable.from([copy.data])) };
}

function viewOf({ mediaType, width, height }: ViewCopy, kept: Kept): AttachmentMeta['view'] {
  return { mediaType, ...kept, width, height };
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

async function readToEnd(source: AsyncIterator<Uint8Array>): Promise<void> {
  for (let next = await source.next(); next.done !== true; next = await source.next());
}
