const BEFORE = '(?<![\\p{L}\\d])(?:';
const AFTER = ')(?![\\p{L}\\d])';

/**
 * A pattern over whole words, in any case. `\b` knows ASCII letters only, so that it would see a word's end inside
 * of "cámara" or "robó"; these borders know all letters.
 */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(BEFORE + alternatives.join('|') + AFTER, 'iu');
}

/** Fits wherever one of these patterns of `words` does: for a text where none does, as quickly as two of them. */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  return words(...patterns.map(({ source }) => source.slice(BEFORE.length, -AFTER.length)));
}
