import { settingsWords } from './settings.ts';
import { shellWords } from './shell.ts';
import { traysWords } from './trays.ts';
import { uiWords } from './ui.ts';

/** All Spanish texts of the window, by rooms; loaded only where Spanish is spoken. */
export const es = {
  ...settingsWords,
  ...shellWords,
  ...traysWords,
  ...uiWords,
} as const;
