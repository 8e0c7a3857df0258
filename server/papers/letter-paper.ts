import { knownFacts } from '#shared/domain/known-facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Language, Report } from '#shared/domain/report.ts';
import type { Letter } from '#shared/letters/letter.ts';
import type { Paper, Part } from './draw.ts';

const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US' };
const PAGE: Record<Language, string> = { en: 'page {page} of {pages}', es: 'página {page} de {pages}' };
const UNPRINTABLE: Record<Language, string> = {
  en: 'A box (□) stands for a sign that could not be printed here.',
  es: 'Un cuadro (□) está en lugar de un signo que no se pudo imprimir aquí.',
};

/** A letter as it goes into a window envelope; word for word the one that an officer saw. `queuedAt` is its date. */
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
    address: [`${who.givenName} ${who.familyName}`, ...addressLines(who.address)],
    date: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(queuedAt),
    parts: [{ kind: 'heading', text: letter.subject }, ...letterParts(letter.text)],
    foot: `${name} · ${report.trackingNumber} · ${PAGE[language]}`,
    unprintable: UNPRINTABLE[language],
    at,
  };
}

/** The parts of a letter's plain text: paragraphs, and lists whose lines begin with a dash. */
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

/** As people type it in one line, in the two lines of an envelope: town, state and ZIP code stand in the last. */
export function addressLines(address: string | null): string[] {
  if (address === null || address.trim() === '') return [];
  const parts = address.split(',').map((part) => part.trim());
  return parts.length < 3 ? [parts.join(', ')] : [parts.slice(0, -2).join(', '), parts.slice(-2).join(', ')];
}
