import { inLanguage } from '#shared/domain/by-language.ts';
import type { Policy } from '#shared/domain/policy.ts';

/** Titles of the codes that acts refer to, as shown to supervisors. */
export type TitlesByCode = {
  /** The title for each code, in the agency's language. */
  titles: Readonly<Record<string, string>>;
  /** Codes whose title contains the given text in any language, ignoring case. */
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
