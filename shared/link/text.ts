/** Small text tools of the linkage engine: folding, tokens, hashes. All are pure, and the same on every machine. */

/** Letters and digits of any script in small letters, without accents, one space between words: "José  İnci" → "jose inci". */
export function fold(text: string): string {
  // Most texts are plain, and five times as quick this way.
  if (/^[ -~\s]*$/.test(text)) {
    return text
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A 32-bit hash (FNV-1a with a final mix), as a whole number from 0. */
export function hash32(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export type HashKey = readonly [number, number];

/** A hash of 52 bits under a key of two 32-bit numbers: fits a double and SQLite's INTEGER without loss. */
export function hash52(text: string, key: HashKey): number {
  let a = 0xdeadbeef ^ key[0];
  let b = 0x41c6ce57 ^ key[1];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b & 0xfffff) * 4294967296 + (a >>> 0);
}

const SOUNDEX = '01230120022455012623010202';

/** American Soundex, four characters; of a name in another script its first four letters stand. */
export function soundex(name: string): string {
  const letters = name.replace(/ /g, '');
  if (!/^[a-z]+$/.test(letters)) return letters.slice(0, 4);
  let code = letters.charAt(0);
  let last = SOUNDEX.charAt(letters.charCodeAt(0) - 97);
  for (let i = 1; i < letters.length && code.length < 4; i++) {
    const letter = letters.charAt(i);
    const digit = SOUNDEX.charAt(letters.charCodeAt(i) - 97);
    if (digit !== '0' && digit !== last) code += digit;
    if (letter !== 'h' && letter !== 'w') last = digit;
  }
  return code.padEnd(4, '0');
}

/** Plurals and common endings off, so that "windows" meets "window": light on purpose, in English and Spanish. */
export function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  if (word.length > 4 && word.endsWith('e')) return word.slice(0, -1);
  return word;
}
