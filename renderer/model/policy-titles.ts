import { type ByLanguage, inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { language, t } from '../t.ts';
import { KIND_WORDS } from '../wording/words.ts';

/**
 * The agency's titles in the officer's language. A code that is not (or no longer) in the policy gets a general term.
 */
export type PolicyTitles = {
  text: (texts: ByLanguage<string>) => string;
  offense: (code: string) => string;
  reason: (code: string) => string;
  missing: (codes: readonly string[]) => string[];
  /** The title of a report: its offense title, or its kind if it has none. */
  report: (report: Pick<Report, 'kind' | 'offenseCode'>) => string;
};

/**
 * Used in place of the agency while there is no policy. There are no agency texts to show then, so any language will
 * do.
 */
const NO_AGENCY = { agency: { language: 'en' } } as const;

export function titlesOf(policy: Policy | null): PolicyTitles {
  const text = (texts: ByLanguage<string>) => inLanguage(texts, policy ?? NO_AGENCY, language());
  const titles = (list: readonly { code: string; title: ByLanguage<string> }[] = []) =>
    new Map(list.map(({ code, title }) => [code, text(title)]));
  const offenses = titles(policy?.offenses);
  const reasons = titles(policy?.reasons);
  const missing = titles(policy?.missingItems);
  return {
    text,
    offense: (code) => offenses.get(code) ?? t('names.offenseNotOnList'),
    reason: (code) => reasons.get(code) ?? t('names.reasonNotOnList'),
    missing: (codes) => [...new Set(codes.map((code) => missing.get(code) ?? t('names.itemNotOnList')))],
    report: ({ kind, offenseCode }) => offenses.get(offenseCode ?? '') ?? KIND_WORDS[kind],
  };
}
