import type { ReactElement } from 'react';
import { LOCALES } from '#shared/words/languages.ts';
import type { PortalText } from '../site/text.ts';

/** Formats a calendar day: `Friday, March 6`. */
export function dayWords(day: string, { lang }: PortalText): string {
  const words = { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  const said = new Intl.DateTimeFormat(LOCALES[lang], words).format(new Date(day));
  // CLDR writes "miércoles, 2 de diciembre"; within a sentence, Spanish uses no comma there.
  return lang === 'es' ? said.replace(',', '') : said;
}

/** A time, to the minute. */
export function moment(at: Date, timeZone: string, { lang }: PortalText): ReactElement {
  const words = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return <time dateTime={at.toISOString()}>{new Intl.DateTimeFormat(LOCALES[lang], words).format(at)}</time>;
}
