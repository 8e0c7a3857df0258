import type { Language } from '../domain/report.ts';
import type { DangerSign } from '../screening/danger-words.ts';
import { LETTER_WORDS } from '../words/languages.ts';

/**
 * The e-mail to the agency about a report that may mean danger. It contains the report's number and the signs of
 * danger, but nothing from the report's text.
 */
export function dangerMail(
  { number, signs, told }: { number: string; signs: readonly DangerSign[]; told: number },
  language: Language,
): { subject: string; paragraphs: string[] } {
  const words = LETTER_WORDS[language];
  const what = signs.map((sign) => words[`letters.danger.${sign}`]).join(', ');
  return {
    subject: words['letters.dangerSubject'].replace('{number}', number),
    paragraphs: [
      words['letters.dangerText'].replace('{number}', number).replace('{what}', what),
      ...(told === 0 ? [] : [words['letters.dangerAgain'].replace('{times}', String(told))]),
      words['letters.dangerEnd'],
    ],
  };
}
