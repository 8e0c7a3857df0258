import type { Person } from '../domain/report.ts';
import { LETTER_WORDS } from '../words/languages.ts';
import type { Letter } from './letter.ts';
import { escapeHtml } from './wording.ts';

/**
 * Returns a letter without what its sender typed about themselves: it greets nobody by name, and lacks the paragraphs
 * with a phone number. For addresses that were not confirmed, to which anybody could otherwise send words of their own in
 * the agency's name.
 */
export function withoutSender<L extends Letter>(letter: L, people: readonly Person[]): L {
  const instead = LETTER_WORDS[letter.language]['letters.unnamed'];
  const names = [...new Set(people.map(({ givenName, familyName }) => `${givenName} ${familyName}`))];
  const phones = [...new Set(people.flatMap(({ phone }) => (phone === null || phone === '' ? [] : [phone])))];
  const unnamed = (text: string, write: (value: string) => string) =>
    names.reduce((rest, name) => rest.replaceAll(write(name), () => instead), text);
  const without = (text: string, between: string, write: (value: string) => string) =>
    unnamed(text, write)
      .split(between)
      .filter((block) => !phones.some((phone) => block.includes(write(phone))))
      .join(between);
  const plain = (value: string) => value;
  return {
    ...letter,
    subject: unnamed(letter.subject, plain),
    text: without(letter.text, '\n\n', plain),
    html: without(letter.html, '\n', escapeHtml),
  };
}
