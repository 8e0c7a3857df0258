/** Spanish of what several rooms use. */
export const uiWords = {
  'What to do': 'Qué hacer',
  'Ready sentences': 'Frases listas',
} as const;
