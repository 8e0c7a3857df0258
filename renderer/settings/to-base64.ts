const CHUNK = 0x8000;

/** Bytes in base64, in pieces, because a browser takes only so many arguments at once. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
