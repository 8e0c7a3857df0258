/**
 * Fixed words in letters, in addition to the agency's own wording. `{page}` and `{pages}` are filled in when the pages
 * are rendered.
 */
export const letters = {
  'letters.page': 'page {page} of {pages}',
  'letters.unprintable': 'A box (□) stands for a character that could not be printed here.',
  'letters.sameInEnglish': 'The same letter in English:',
} as const;
