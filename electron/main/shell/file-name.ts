const LONGEST = 120;

/** Makes a user-supplied file name safe to write: no folder, no control characters, not hidden. */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._ ()-]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const end = /\.\w{1,8}$/.exec(plain)?.[0] ?? '';
  return `${plain.slice(0, plain.length - end.length).slice(0, LONGEST) || 'attachment'}${end}`;
}
