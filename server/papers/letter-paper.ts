import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Letter } from '#shared/letters/letter.ts';
import { isUnsafe } from '#shared/letters/mail-address.ts';
import { LETTER_WORDS, LOCALES } from '#shared/words/languages.ts';
import type { Paper, Part } from './draw.ts';

/** A letter for a window envelope, with the text that the officer saw, adapted to paper. `queuedAt` is its date. */
export function letterPaper(
  report: Pick<Report, 'facts' | 'corrections' | 'trackingNumber'>,
  letter: Letter,
  policy: Policy,
  { queuedAt, at }: { queuedAt: Date; at: Date },
): Paper {
  const { who } = knownFacts(report);
  const { language } = letter;
  const { name, timeZone } = policy.agency;
  return {
    title: letter.subject,
    lang: language,
    agency: name,
    // Leave out the address of someone who asked for no mail to their home; they get the letter another way.
    address: [
      `${who.givenName} ${who.familyName}`,
      ...(isUnsafe(who.safeContact, 'mail') ? [] : addressLines(who.address)),
    ],
    date: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(queuedAt),
    parts: [{ kind: 'heading', text: letter.subject }, ...letterParts(letter.text)],
    foot: `${name} · ${report.trackingNumber} · ${LETTER_WORDS[language]['letters.page']}`,
    unprintable: LETTER_WORDS[language]['letters.unprintable'],
    at,
  };
}

/** Splits a letter's plain text into paragraphs and lists, whose lines begin with a dash. */
export function letterParts(text: string): Part[] {
  return text
    .trim()
    .split('\n\n')
    .map((block) =>
      block.split('\n').every((line) => line.startsWith('- '))
        ? { kind: 'list', items: block.split('\n').map((line) => line.slice(2)) }
        : { kind: 'text', text: block },
    );
}

/**
 * Splits an address typed on one line into the two lines for an envelope: town, state, and ZIP code go on the second.
 */
export function addressLines(address: string | null): string[] {
  if (address === null || address.trim() === '') return [];
  const parts = address.split(',').map((part) => part.trim());
  return parts.length < 3 ? [parts.join(', ')] : [parts.slice(0, -2).join(', '), parts.slice(-2).join(', ')];
}
