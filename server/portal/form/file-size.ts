import { LOCALES } from '#shared/words/languages.ts';
import type { PortalText } from '../site/text.ts';

/** Formats a file size: whole kilobytes, or megabytes with one decimal. */
export function fileSize(bytes: number, { lang }: PortalText): string {
  const mega = bytes >= 1024 * 1024;
  const value = mega ? bytes / (1024 * 1024) : Math.max(1, Math.round(bytes / 1024));
  const digits = new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: mega ? 1 : 0 });
  return `${digits.format(value)} ${mega ? 'MB' : 'KB'}`;
}
