import { z } from 'zod';
import type { Language } from '../words/languages.ts';
import { eachLanguage } from './by-language.ts';

/**
 * The schema for a policy text in several languages. If a language is missing, the agency's own language is used.
 * @param text the schema of the text in one language.
 */
export const policyText = (text: z.ZodType<string, string>) =>
  z
    .object(eachLanguage(() => text.optional()))
    .refine((texts) => Object.values(texts).some(isFilled), 'needs a text in the agency’s language');
export type PolicyText = { readonly [L in Language]?: string | undefined };

type OfAgency = { readonly agency: { readonly language: Language } };

/**
 * Returns the text in a language, else in the agency's language, else in any available one. `language` defaults to the
 * agency's.
 */
export function inLanguage(texts: PolicyText, { agency }: OfAgency, language: Language = agency.language): string {
  return [texts[language], texts[agency.language], ...Object.values(texts)].find(isFilled) ?? '';
}

const isFilled = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
