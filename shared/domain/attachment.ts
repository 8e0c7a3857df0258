import type { AttachmentMeta } from './report.ts';

/** What people may send. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const ATTACHMENT_FOLDER = '/attachment/';

/** What the window may show as a picture; anything else is saved, and opened by what the officer has for it. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Which copy of a file is shown as a picture, and of what type; null for one that can only be saved. */
export function shownCopy(meta: AttachmentMeta): { copy: 'view' | 'original'; mediaType: string } | null {
  if (meta.view !== null && PICTURES.includes(meta.view.mediaType)) {
    return { copy: 'view', mediaType: meta.view.mediaType };
  }
  return PICTURES.includes(meta.mediaType) ? { copy: 'original', mediaType: meta.mediaType } : null;
}

/** Where a picture is found under the window's own origin, once it was opened. */
export function attachmentPath(reportId: string, id: string): string {
  return `${ATTACHMENT_FOLDER}${reportId}/${id}`;
}
