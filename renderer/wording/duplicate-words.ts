import { type Duplicate, isByAnother, LIKELY_DUPLICATE } from '#shared/domain/duplicate.ts';
import { t } from '../t.ts';
import { reasonWords } from './reason-words.ts';

/** Below this probability, a possible duplicate is called "unlikely". */
const POSSIBLE = 0.5;

/** Formats a probability as "97%"; never as 0% or 100%, because neither can be known for certain. */
export function percent(probability: number): string {
  if (probability > 0.99) return t('ui.over99');
  if (probability < 0.01) return t('ui.under1');
  return t('ui.n', { n: Math.round(probability * 100) });
}

/** Describes a probability as "likely", "possible" or "unlikely". */
export function likelihood(probability: number): string {
  if (probability >= LIKELY_DUPLICATE) return t('ui.likely');
  return probability >= POSSIBLE ? t('ui.possible') : t('ui.unlikely');
}

/** Returns a short title for a pair of reports, such as "Likely duplicate", "Same incident" or "Related". */
export function duplicateTitle(one: Pick<Duplicate, 'state' | 'hypothesis' | 'probability' | 'terms'>) {
  const { state, hypothesis, probability } = one;
  if (state === 'same') return t('ui.sameIncident');
  if (state === 'not_same') return t('ui.notTheSameIncident');
  if (state === 'related' || hypothesis === 'related') return t('common.related');

  const title = duplicateWords(probability);
  return isByAnother(one) ? t('ui.titleDifferentReporter', { title }) : title;
}

function duplicateWords(probability: number): string {
  if (probability >= LIKELY_DUPLICATE) return t('ui.likelyDuplicate');
  return probability >= POSSIBLE ? t('ui.possibleDuplicate') : t('ui.unlikelyDuplicate');
}

/** Returns the strongest reasons for a possible duplicate, such as "same e-mail address, same serial number". */
export function shortReasons({ terms }: Pick<Duplicate, 'terms'>, most = 3): string {
  return terms
    .filter(({ comparison, weight }) => comparison !== 'prior' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(reasonWords)
    .map((words) => words.charAt(0).toLowerCase() + words.slice(1))
    .join(', ');
}
