import { type ByLanguage, inLanguage } from '../domain/by-language.ts';
import type { Policy } from '../domain/policy.ts';
import type { Language } from '../domain/report.ts';
import { screeningValues } from './values.ts';
import { fill } from './wording.ts';

/** A text of a question before the form, with its values filled in; empty if one of them isn't set. */
export const screeningWords = (texts: ByLanguage<string>, policy: Policy, language: Language): string =>
  fill([inLanguage(texts, policy, language)], screeningValues(policy))
    .flat()
    .join(' ');
