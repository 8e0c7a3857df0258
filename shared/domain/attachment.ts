import type { AttachmentMeta } from './report.ts';

/** The file types that people may send. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const ATTACHMENT_FOLDER = '/attachment/';

/** What the window may show as an image; anything else is saved and opened by the officer's own software. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Which copy of a file to show as an image, and its type; null when it can only be saved. */
export function shownCopy(meta: AttachmentMeta): { copy: 'view' | 'original'; mediaType: string } | null {
  if (meta.view !== null && PICTURES.includes(meta.view.mediaType)) {
    return { copy: 'view', mediaType: meta.view.mediaType };
  }
  return PICTURES.includes(meta.mediaType) ? { copy: 'original', mediaType: meta.mediaType } : null;
}

/** The path of an image under the window's own origin, once it has been opened. */
export function attachmentPath(reportId: string, id: string): string {
  return `${ATTACHMENT_FOLDER}${reportId}/${id}`;
}
