import type { Compared, Comparison } from '../comparison.ts';
import { categoryComparator } from './category.ts';
import { type Comparator, NULL_LEVEL } from './comparator.ts';
import { dateComparator } from './date.ts';
import { intervalComparator } from './interval.ts';
import { itemsComparator } from './items.ts';
import { namesComparator } from './names.ts';
import { numberComparator } from './number.ts';
import { placeComparator } from './place.ts';
import { stringComparator } from './string.ts';
import { tokensComparator } from './tokens.ts';

/** A comparator, and the level of pairs in which only one record has a value. */
export type Comparing = Comparator<unknown> & { missing: number };

/**
 * Erases the feature type: a comparator only receives features that it prepared itself, so callers don't need to know
 * their type.
 */
export function createComparator(options: Comparison): Comparing {
  const missing = options.levels.findIndex(({ when }) => when !== undefined && 'missing' in when);
  const levels = options.levels.filter((_, at) => at !== missing);
  const plain = comparatorOf({ ...options, levels } as Compared) as Comparator<unknown>;
  if (missing < 0) return { ...plain, missing: NULL_LEVEL };
  // `plain` doesn't know the level `missing`, so its numbers for all later levels are lower by one.
  const known = (level: number): number => (level < missing ? level : level - 1);
  return {
    ...plain,
    missing,
    level: (a, b) => {
      const level = plain.level(a, b);
      return level < missing ? level : level + 1;
    },
    rarity: (a, b, level) => (level === missing ? Number.NaN : plain.rarity(a, b, known(level))),
    rarest: (level) => (level === missing ? 0 : plain.rarest(known(level))),
  };
}

function comparatorOf(options: Compared) {
  switch (options.kind) {
    case 'string':
      return stringComparator(options);
    case 'date':
      return dateComparator(options);
    case 'place':
      return placeComparator(options);
    case 'interval':
      return intervalComparator(options);
    case 'tokens':
      return tokensComparator(options);
    case 'items':
      return itemsComparator(options);
    case 'category':
      return categoryComparator(options);
    case 'number':
      return numberComparator(options);
    case 'names':
      return namesComparator(options);
  }
}
