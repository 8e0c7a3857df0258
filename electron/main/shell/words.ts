import type { Language } from '#shared/domain/report.ts';
import { createWords } from '#shared/words/words.ts';
import { es } from './words-es.ts';

const words = createWords<typeof es>();

/** The words of what is not in the window's page: menu, notifications, dialogs. Said anew each time they are shown. */
export const { t, plural, language } = words;

let spoken: Language | null = null;

/** Sets the language; false where it was spoken already. */
export function speak(next: Language): boolean {
  if (next === spoken) return false;
  spoken = next;
  words.speak(next, es);
  return true;
}
