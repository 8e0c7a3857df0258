import type { AttachmentMeta } from './report.ts';

/** Why a file was not accepted. */
export const UPLOAD_PROBLEMS = ['empty', 'kind', 'unreadable', 'tooManyPixels', 'tooLarge', 'tooMany', 'full'] as const;
export type UploadProblem = (typeof UPLOAD_PROBLEMS)[number];

export const ATTACHMENT_FOLDER = '/attachment/';

/** Types that the window may display as images. Anything else is saved and opened with the officer's own software. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Whether the scanner found malware in the file. If so, nobody can open, save or forward it. */
export const isInfected = (meta: Pick<AttachmentMeta, 'scan'>): boolean => meta.scan?.state === 'infected';

/** Whether the reporter sent the file, rather than an officer with a message. */
export const isFromReporter = (meta: Pick<AttachmentMeta, 'sentBy'>): boolean => meta.sentBy === undefined;

/**
 * Which copy of a file to display as an image, and that copy's type. Null when the file is infected or can only be
 * saved.
 */
export function shownCopy(meta: AttachmentMeta): { copy: 'view' | 'original'; mediaType: string } | null {
  if (isInfected(meta)) return null;
  if (meta.view !== null && PICTURES.includes(meta.view.mediaType)) {
    return { copy: 'view', mediaType: meta.view.mediaType };
  }
  return PICTURES.includes(meta.mediaType) ? { copy: 'original', mediaType: meta.mediaType } : null;
}

/** The path, under the window's own origin, at which an image is available after it has been opened. */
export function attachmentPath(reportId: string, id: string): string {
  return `${ATTACHMENT_FOLDER}${reportId}/${id}`;
}
