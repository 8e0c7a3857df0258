import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { findPicture } from '#server/db/attachments.ts';
import type { UploadDeps } from '#server/deps.ts';
import { QueueFull } from '#server/fair-queue.ts';

/**
 * A small picture of a file, drawn from its view copy, never from the original. It is drawn when it is first wanted, and
 * kept then. The caller must have verified that the file may be seen.
 * @param from identifies who asks, so that drawing time is shared fairly.
 * @returns null for a file without a picture, and when too many wait to be drawn.
 */
export async function smallPicture(deps: UploadDeps, id: string, from: string): Promise<Buffer | null> {
  const fileId = await findPicture(deps.db, id);
  if (fileId === null) return null;
  const kept = await deps.vault.open(fileId, 'small');
  if (kept !== null) return buffer(kept);
  const draw = async () => {
    const view = await deps.vault.open(fileId, 'view');
    return view === null ? 'unreadable' : deps.drawing.smallCopy(view);
  };
  const drawn = await deps.drawing.queue.run(from, draw).catch(nothingIfFull);
  if (drawn === null || typeof drawn === 'string') return null;
  await deps.vault.keep(fileId, 'small', Readable.from([drawn.data]));
  return drawn.data;
}

function nothingIfFull(error: unknown): null {
  if (error instanceof QueueFull) return null;
  throw error;
}
