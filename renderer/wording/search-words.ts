import type { SearchField, SearchProblem } from '#shared/domain/search.ts';
import { say, t } from '../t.ts';

/** What a field of the search finds. */
export const searchFieldWords = (field: SearchField): string => say('search.field', { code: field, params: {} });

/** What the search did not understand. */
export function searchSentence(problem: SearchProblem): string {
  if (problem.code !== 'not_an_option') return say('search', problem);
  return t('search.not_an_option', { ...problem.params, options: searchFieldWords(problem.params.field) });
}
