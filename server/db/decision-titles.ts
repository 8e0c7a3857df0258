import type { Policy } from '#shared/domain/policy.ts';

/** What acts name by code, as supervisors read it. */
export type TitlesByCode = {
  titles: Readonly<Record<string, string>>;
  /** Codes in whose title a text is found, whatever its case. */
  codesOf: (text: string) => string[];
};

export function titlesByCode({ offenses, reasons, missingItems }: Policy): TitlesByCode {
  const all = [...offenses, ...reasons, ...missingItems];
  return {
    titles: Object.fromEntries(all.map(({ code, title }) => [code, title])),
    codesOf: (text) => {
      const wanted = text.toLowerCase();
      return all.filter(({ title }) => title.toLowerCase().includes(wanted)).map(({ code }) => code);
    },
  };
}
