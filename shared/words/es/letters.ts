/**
 * Fixed words in letters, in addition to the agency's own wording. `{page}` and `{pages}` are filled in when the pages
 * are rendered.
 */
export const letters = {
  'letters.page': 'página {page} de {pages}',
  'letters.unprintable': 'Un cuadro (□) está en lugar de un carácter que no se pudo imprimir aquí.',
  'letters.sameInEnglish':
    'El oficial escribió la nota con sus propias palabras. Por eso sigue aquí la misma carta en inglés. / The same letter in English:',
} as const;
