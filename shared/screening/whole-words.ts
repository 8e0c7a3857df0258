/**
 * A pattern over whole words, in any case. `\b` knows ASCII letters only, so that it would see a word's end inside
 * of "cámara" or "robó"; these borders know all letters.
 */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})(?![\\p{L}\\d])`, 'iu');
}
