/**
 * Text helpers for the linkage engine: folding, tokens and hashes. All are pure functions and give the same result on
 * every machine.
 */

/**
 * Reduces text to lowercase letters and digits of any script, without accents, with one space between words: "José
 * İnci" → "jose inci".
 */
export function fold(text: string): string {
  // Most text is plain ASCII, for which this path is five times as fast.
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

/** 32-bit hash (FNV-1a with a final mix) as an unsigned integer. */
export const hash32 = (text: string, seed = 0): number => hashOfPart(text, 0, text.length, seed) >>> 0;

/** Like `hash32`, for a part of a string and as a signed integer. */
export function hashOfPart(text: string, from: number, to: number, seed = 0): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export type HashKey = readonly [number, number];

/** A 52-bit hash with a key of two 32-bit numbers. It fits a double and SQLite's INTEGER without loss. */
export const hash52 = (text: string, key: HashKey): number => endHash(continueHash(beginHash(key), text));

/**
 * The state of a 52-bit hash in progress. Strings are added one after another; different continuations may start from
 * the same state.
 */
export type Hashing = readonly [number, number];

export const beginHash = (key: HashKey): Hashing => [0xdeadbeef ^ key[0], 0x41c6ce57 ^ key[1]];

export function continueHash(so: Hashing, text: string): Hashing {
  let [a, b] = so;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return [a, b];
}

export function endHash(so: Hashing): number {
  let [a, b] = so;
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b & 0xfffff) * 4294967296 + (a >>> 0);
}

const PLAIN: HashKey = [0, 0];

/** A 52-bit hash of a value for equality checks; 0 for the empty string. */
export const plainHash = (value: string): number => (value === '' ? 0 : hash52(value, PLAIN));

const SOUNDEX = '01230120022455012623010202';

/** American Soundex code with four characters; for names in other scripts, the first four letters. */
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

const [D, E, G, I, N, S] = ['d', 'e', 'g', 'i', 'n', 's'].map((letter) => letter.charCodeAt(0));

/**
 * Returns the position where the stem of a word ends; the word is the part of `text` from `from` to `to`. Drops plurals
 * and common endings, so that "windows" matches "window". A deliberately light stemmer for English and Spanish.
 */
export function stemEnd(text: string, from: number, to: number): number {
  const length = to - from;
  if (length < 4) return to;
  const last = text.charCodeAt(to - 1);
  const before = text.charCodeAt(to - 2);
  if (length > 5 && last === G && before === N && text.charCodeAt(to - 3) === I) return to - 3;
  if (length > 4 && before === E && (last === D || last === S)) return to - 2;
  if (last === S && before !== S) return to - 1;
  return length > 4 && last === E ? to - 1 : to;
}
