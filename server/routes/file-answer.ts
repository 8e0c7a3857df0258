import type { ReadAttachment } from '../commands/audit/read-attachment.ts';
import { saveAs } from '../files/save-as.ts';
import type { FileAnswer } from './register.ts';

/** If a browser showed it all the same, it could run nothing and would be no page of this server. */
export const SAVED_ONLY = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * A file on its way out. Whatever opens the address: it is saved and not shown, its type is not guessed at, and if a
 * browser showed it all the same it could run nothing and would be no page of this server.
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
      // RFC 9530: the caller can tell that nothing was cut off or changed on the way.
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  };
}
