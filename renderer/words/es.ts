import { settingsWords } from './settings.ts';
import { shellWords } from './shell.ts';

/** All Spanish texts of the window, by rooms; loaded only where Spanish is spoken. */
export const es = {
  ...settingsWords,
  ...shellWords,
} as const;
