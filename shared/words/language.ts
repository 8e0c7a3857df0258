import type { Language } from '../domain/report.ts';

/** English as it is written in the United States, and Spanish as it is written there. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

/** What the workstation speaks: the one that was chosen, else the first of the system's languages that is known. */
export function languageInForce(choice: Language | 'system', systemLanguages: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const first = systemLanguages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'en' || tag === 'es');
  return first === 'es' ? 'es' : 'en';
}
