import type { SearchField, SearchProblem } from '#shared/domain/search.ts';
import { say, t } from '../t.ts';

/** Describes what a search field finds. */
export const searchFieldWords = (field: SearchField): string => say('search.field', { code: field, params: {} });

/** Describes which part of a search was not understood, and why. */
export function searchSentence(problem: SearchProblem): string {
  if (problem.code !== 'not_an_option') return say('search', problem);
  return t('search.not_an_option', { ...problem.params, options: searchFieldWords(problem.params.field) });
}
