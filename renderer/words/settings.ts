/** Spanish of the settings. */
export const settingsWords = {
  'As the system': 'Como el sistema',
  Language: 'Idioma',
} as const;
