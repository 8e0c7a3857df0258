/** Spanish of the trays: letters to print, courtesy contacts, the records system. */
export const traysWords = {
  'Choose all on this page': 'Elegir todas las de esta página',
  'Choose the letter for {number}': 'Elegir la carta de {number}',
  'Save {n} letters as one PDF…': { one: 'Guardar {n} carta como PDF…', other: 'Guardar {n} cartas en un solo PDF…' },
  'Were all {n} letters printed?': { one: '¿Se imprimió la carta?', other: '¿Se imprimieron las {n} cartas?' },
  'They are saved as one PDF': 'Están guardadas en un solo PDF',
  'It is saved as a PDF': 'Está guardada como PDF',
  'Not yet': 'Todavía no',
  'It was printed': 'Se imprimió',
  'All were printed': 'Todas se imprimieron',
  'Open the PDF and print it on one side of the paper: each letter begins on a page of its own, with its address where a window envelope shows it.':
    'Abra el PDF e imprímalo por un solo lado del papel: cada carta empieza en una página propia, con la dirección donde la muestra un sobre de ventanilla.',
  'Until you say here that they were printed, they stay in this list, and you can print them again.':
    'Mientras no diga aquí que se imprimieron, quedan en esta lista y puede imprimirlas otra vez.',
  'That could not be done': 'No se pudo hacer',
} as const;
