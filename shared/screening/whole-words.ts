const BEFORE = '(?<![\\p{L}\\d])(?:';
const AFTER = ')(?![\\p{L}\\d])';

/**
 * A pattern for whole words, ignoring case. `\b` only knows ASCII letters and would see a word end inside "cámara" or
 * "robó"; these boundaries know all letters.
 */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(BEFORE + alternatives.join('|') + AFTER, 'iu');
}

/** Matches wherever one of these `words` patterns does. On a text without a match, it costs as much as two of them. */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  return words(...patterns.map(({ source }) => source.slice(BEFORE.length, -AFTER.length)));
}
