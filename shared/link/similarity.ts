/** Maximum number of characters compared; the rest is ignored. */
export const LONGEST = 128;

const taken = new Uint8Array(2 * LONGEST);

/**
 * Jaro-Winkler similarity, 0 to 1 (Winkler 1990; prefix scale 0.1 over at most four characters). Only the first 128
 * characters count, so a huge field costs no more than a long name.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1;
  const a = left.length > LONGEST ? left.slice(0, LONGEST) : left;
  const b = right.length > LONGEST ? right.slice(0, LONGEST) : right;
  const la = a.length;
  const lb = b.length;
  if (la === 0 || lb === 0) return 0;
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1);
  taken.fill(0, 0, la + lb);
  let common = 0;
  for (let i = 0; i < la; i++) {
    const code = a.charCodeAt(i);
    const end = Math.min(lb - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (taken[la + j] === 0 && b.charCodeAt(j) === code) {
        taken[i] = 1;
        taken[la + j] = 1;
        common++;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let half = 0;
  for (let i = 0, j = 0; i < la; i++) {
    if (taken[i] === 0) continue;
    while (taken[la + j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) half++;
    j++;
  }
  const jaro = (common / la + common / lb + (common - half / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < la && prefix < lb && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** A text's length and its set of letters (`lettersOf`), without their order. */
type Outline = { length: number; letters: number };

/**
 * The set of letters in a text, as 32 bits. Several letters may share a bit, but an unset bit means that its letters
 * are certainly missing.
 */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters >>> 0;
}

function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Returns false when the Jaro-Winkler similarity is certainly below `least`: letters missing from the other text can't
 * match.
 */
export function mayBeLike(a: Outline, b: Outline, least: number): boolean {
  if (a.length > LONGEST || b.length > LONGEST) return true;
  const common = Math.min(a.length - countBits(a.letters & ~b.letters), b.length - countBits(b.letters & ~a.letters));
  const jaro = (common / a.length + common / b.length + 1) / 3;
  // The prefix bonus is at most 0.4 of the difference from 1.
  return jaro + 0.4 * (1 - jaro) >= least;
}

/** Returns false when more than `most` edits are certainly needed: each edit adds at most one missing letter. */
export function mayBeWithin(a: Outline, b: Outline, most: number): boolean {
  if (a.length > LONGEST || b.length > LONGEST || Math.abs(a.length - b.length) > most) return false;
  return countBits(a.letters & ~b.letters) <= most && countBits(b.letters & ~a.letters) <= most;
}

const BEYOND = 1000;
let row = new Int32Array(LONGEST + 1);
let last = new Int32Array(LONGEST + 1);
let before = new Int32Array(LONGEST + 1);

/**
 * Whether at most `most` insertions, deletions, substitutions or swaps of adjacent characters turn `a` into `b`
 * (optimal string alignment). Texts over 128 characters must be equal.
 */
export function withinEdits(a: string, b: string, most: number): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > most || a.length > LONGEST || b.length > LONGEST) return false;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const width = endB - start;
  const height = endA - start;
  if (most === 1 && Math.max(width, height) > 2) return false;
  for (let j = 0; j <= width; j++) last[j] = j;
  for (let i = 1; i <= height; i++) {
    // Cells more than `most` away from the diagonal cost more than `most`, so they are skipped.
    const from = Math.max(1, i - most);
    const to = Math.min(width, i + most);
    row[from - 1] = from === 1 ? i : BEYOND;
    let least = row[from - 1] ?? BEYOND;
    const code = a.charCodeAt(start + i - 1);
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(start + j - 1);
      let cost = (last[j - 1] ?? 0) + (code === other ? 0 : 1);
      if ((last[j] ?? 0) + 1 < cost) cost = (last[j] ?? 0) + 1;
      if ((row[j - 1] ?? 0) + 1 < cost) cost = (row[j - 1] ?? 0) + 1;
      const swapped = i > 1 && j > 1 && code === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === other;
      if (swapped && (before[j - 2] ?? 0) + 1 < cost) cost = (before[j - 2] ?? 0) + 1;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (to < width) row[to + 1] = BEYOND;
    // A swap looks two rows back, so it is safe to stop only when both this row and the previous one exceed `most`.
    // They do when this row exceeds `most` + 1.
    if (least > most + 1) return false;
    [before, last, row] = [last, row, before];
  }
  return (last[width] ?? most + 1) <= most;
}
