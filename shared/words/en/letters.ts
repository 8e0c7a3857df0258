/** Words in letters besides the agency's own. `{page}` and `{pages}` are filled in when the pages are drawn. */
export const letters = {
  'letters.page': 'page {page} of {pages}',
  'letters.unprintable': 'A box (□) stands for a character that could not be printed here.',
  'letters.sameInEnglish': 'The same letter in English:',
} as const;
