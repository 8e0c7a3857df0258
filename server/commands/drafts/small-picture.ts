import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { findPicture } from '#server/db/attachments.ts';
import type { UploadDeps } from '#server/deps.ts';
import { QueueFull } from '#server/fair-queue.ts';
import { SMALL_WEIGHT } from '#server/files/view-copy.ts';

/**
 * Returns a small image of a file, rendered from its view copy, never from the original. It is rendered when first
 * requested, and then kept. The caller must have verified that the requester may see the file.
 * @param from identifies the requester, so that rendering time is shared fairly.
 * @returns null for a file without a view copy, or when too many images are waiting to be rendered.
 */
export async function smallPicture(deps: UploadDeps, id: string, from: string): Promise<Buffer | null> {
  const fileId = await findPicture(deps.db, id);
  if (fileId === null) return null;
  const kept = await keptCopy(deps, fileId);
  if (kept !== null) return kept;
  const draw = async () => {
    const view = await deps.vault.open(fileId, 'view');
    return view === null ? 'unreadable' : deps.drawing.smallCopy(view);
  };
  const drawn = await deps.drawing.queue.run(from, draw, undefined, SMALL_WEIGHT).catch(nothingIfFull);
  if (drawn === null || typeof drawn === 'string') return null;
  await deps.vault.keep(fileId, 'small', Readable.from([drawn.data]));
  return drawn.data;
}

/** A copy that can't be opened, such as one that a forgotten key encrypted, counts as missing: it can be drawn again. */
async function keptCopy({ vault }: UploadDeps, fileId: string): Promise<Buffer | null> {
  try {
    const kept = await vault.open(fileId, 'small');
    return kept === null ? null : await buffer(kept);
  } catch {
    return null;
  }
}

function nothingIfFull(error: unknown): null {
  if (error instanceof QueueFull) return null;
  throw error;
}
