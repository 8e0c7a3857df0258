import type { Policy } from '#shared/domain/policy.ts';
import { inLanguage, type PolicyText } from '#shared/domain/policy-text.ts';
import type { Report } from '#shared/domain/report.ts';
import { language } from '../t.ts';
import { KIND_WORDS } from '../wording/words.ts';

/** The agency's titles, in the officer's language. A code that is not, or no longer, in the policy is shown as is. */
export type PolicyTitles = {
  text: (texts: PolicyText) => string;
  offense: (code: string) => string;
  reason: (code: string) => string;
  missing: (codes: readonly string[]) => string[];
  /** The title of a report: its offense title, or its kind if it has none. */
  report: (report: Pick<Report, 'kind' | 'offenseCode'>) => string;
};

/** Stands in for the agency while there is no policy, and therefore no agency text to show. */
const NO_AGENCY = { agency: { language: 'en' } } as const;

export function titlesOf(policy: Policy | null): PolicyTitles {
  const text = (texts: PolicyText) => inLanguage(texts, policy ?? NO_AGENCY, language());
  const titles = (list: readonly { code: string; title: PolicyText }[] = []) =>
    new Map(list.map(({ code, title }) => [code, text(title)]));
  const offenses = titles(policy?.offenses);
  const reasons = titles(policy?.reasons);
  const missing = titles(policy?.missingItems);
  return {
    text,
    offense: (code) => offenses.get(code) ?? code,
    reason: (code) => reasons.get(code) ?? code,
    missing: (codes) => codes.map((code) => missing.get(code) ?? code),
    report: ({ kind, offenseCode }) => offenses.get(offenseCode ?? '') ?? KIND_WORDS[kind],
  };
}
