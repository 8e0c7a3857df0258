import type { Policy } from '#shared/domain/policy.ts';
import { inLanguage } from '#shared/domain/policy-text.ts';

/** What acts name by code, as supervisors read it. */
export type TitlesByCode = {
  /** In the agency's language. */
  titles: Readonly<Record<string, string>>;
  /** Codes in whose title, in any language, a text is found, whatever its case. */
  codesOf: (text: string) => string[];
};

export function titlesByCode(policy: Policy): TitlesByCode {
  const all = [...policy.offenses, ...policy.reasons, ...policy.missingItems];
  return {
    titles: Object.fromEntries(all.map(({ code, title }) => [code, inLanguage(title, policy)])),
    codesOf: (text) => {
      const wanted = text.toLowerCase();
      return all
        .filter(({ title }) => Object.values(title).some((words) => words?.toLowerCase().includes(wanted)))
        .map(({ code }) => code);
    },
  };
}
