import type { ReadAttachment } from '../commands/audit/read-attachment.ts';
import { saveAs } from '../files/save-as.ts';
import type { FileAnswer } from './register.ts';

/**
 * Headers for files that are only meant to be saved. Even if a browser displays the file, it can't run code and isn't
 * treated as part of this origin.
 */
export const SAVED_ONLY = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * Returns the response headers for a file. They make any client save it rather than display it or guess its type. Even
 * if a browser displays it, it can't run code and isn't treated as part of this origin.
 */
export function fileAnswer({ meta, copy, bytes }: ReadAttachment): FileAnswer {
  const view = copy === 'view' ? meta.view : null;
  const { mediaType, sha256, bytes: length } = view ?? meta;
  const name =
    view === null ? meta.name : `${meta.name.replace(/\.[^.]+$/, '')}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;
  return {
    file: bytes,
    headers: {
      'content-type': mediaType,
      'content-length': String(length),
      'content-disposition': saveAs(name),
      ...SAVED_ONLY,
      // RFC 9530: lets the caller detect truncation or changes in transit.
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  };
}
