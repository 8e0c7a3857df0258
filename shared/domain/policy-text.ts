import { z } from 'zod';
import type { Language } from './report.ts';

/**
 * A text of the policy by language. One may be missing: the agency's own language serves in its place.
 * @param text one of them, at most.
 */
export const policyText = (text: z.ZodType<string, string>) =>
  z
    .object({ en: text.optional(), es: text.optional() })
    .refine((texts) => Object.values(texts).some(isFilled), 'needs a text in the agency’s language');
export type PolicyText = { readonly [L in Language]?: string | undefined };

type OfAgency = { readonly agency: { readonly language: Language } };

/** The text in a language; where it is missing, in the agency's language, else in any. Without a language: the agency's. */
export function inLanguage(texts: PolicyText, { agency }: OfAgency, language: Language = agency.language): string {
  return [texts[language], texts[agency.language], ...Object.values(texts)].find(isFilled) ?? '';
}

const isFilled = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
