const BEFORE = '(?<![\\p{L}\\d])(?:';
const AFTER = ')(?![\\p{L}\\d])';

/**
 * A pattern that matches whole words, ignoring case. `\b` treats only ASCII letters as letters and would see a word
 * boundary inside "cámara" or "robó"; these boundaries work for all letters.
 */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(BEFORE + alternatives.join('|') + AFTER, 'iu');
}
