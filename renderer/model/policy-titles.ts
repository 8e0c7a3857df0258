import type { Policy } from '#shared/domain/policy.ts';
import type { Report } from '#shared/domain/report.ts';
import { KIND_WORDS } from '../wording/words.ts';

/** What the agency calls what a code stands for; a code that its policy doesn't have (any more) is its own title. */
export type PolicyTitles = {
  offense: (code: string) => string;
  reason: (code: string) => string;
  missing: (codes: readonly string[]) => string;
  /** What a report is about: its offense title, or its kind where it has none. */
  report: (report: Pick<Report, 'kind' | 'offenseCode'>) => string;
};

export function titlesOf(policy: Policy | null): PolicyTitles {
  const titles = (list: readonly { code: string; title: string }[] = []) =>
    new Map(list.map(({ code, title }) => [code, title]));
  const offenses = titles(policy?.offenses);
  const reasons = titles(policy?.reasons);
  const missing = titles(policy?.missingItems);
  return {
    offense: (code) => offenses.get(code) ?? code,
    reason: (code) => reasons.get(code) ?? code,
    missing: (codes) => codes.map((code) => missing.get(code) ?? code).join(', '),
    report: ({ kind, offenseCode }) => offenses.get(offenseCode ?? '') ?? KIND_WORDS[kind],
  };
}
