import { type Language, language } from '#shared/domain/report.ts';
import { spokenOf } from '#shared/words/languages.ts';

/** The requested language, else the browser's preferred one (RFC 9110 §12.5.4), else English. */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): Language {
  const chosen = language.safeParse(asked);
  if (chosen.success) return chosen.data;
  let best: { language: Language; quality: number } = { language: 'en', quality: 0 };
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const found = spokenOf(tag);
    const q = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
    const quality = q === undefined ? 1 : Number(q);
    if (found !== null && quality > best.quality) best = { language: found, quality };
  }
  return best.language;
}
