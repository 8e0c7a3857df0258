/** The file types that people may send. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];
/** The file types that officers may send: those that anyone can open. */
export const OFFICER_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const satisfies readonly MediaType[];

/** The largest file that a person can send with a form, or an officer with a message. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

/* A file's type is determined by its first bytes; its name and the browser's content type are ignored. */

/** Number of leading bytes needed to tell the type. */
export const HEAD_BYTES = 32;

/** Brands of HEIC still images (ISO/IEC 23008-12, annex B); AVIF images and videos have other brands. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'mif1'];

/** The type of a file by its first bytes, or null when it is not a supported one. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 8) === 'ftyp' && HEIC_BRANDS.includes(text.slice(8, 12))) return 'image/heic';
  return /^%PDF-[12]\.\d/.test(text) ? 'application/pdf' : null;
}

const ENDINGS: Record<MediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
};

/**
 * The name under which a file is shown and saved: at most 120 characters, without folders, control characters, or
 * bidirectional control characters (which make `gpj.exe` look like `exe.jpg`), and with the extension of its actual
 * type.
 */
export function safeName(given: string | undefined, type: MediaType): string {
  const base = (given ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .trim();
  const stem = clean.replace(/\.[^.]{1,5}$/, '').replace(/^\.+|[. ]+$/g, '');
  const short = stem.slice(0, 110).replace(/\p{Surrogate}$/u, '');
  return `${short === '' ? 'file' : short}.${ENDINGS[type]}`;
}
