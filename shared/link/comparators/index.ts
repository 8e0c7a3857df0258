import type { Comparison } from '../comparison.ts';
import { categoryComparator } from './category.ts';
import type { Comparator } from './comparator.ts';
import { dateComparator } from './date.ts';
import { intervalComparator } from './interval.ts';
import { itemsComparator } from './items.ts';
import { numberComparator } from './number.ts';
import { placeComparator } from './place.ts';
import { stringComparator } from './string.ts';
import { tokensComparator } from './tokens.ts';

/**
 * Erases the feature type: a comparator only receives features that it prepared itself, so callers don't need to know
 * their type.
 */
export function createComparator(options: Comparison): Comparator<unknown> {
  return comparatorOf(options) as Comparator<unknown>;
}

function comparatorOf(options: Comparison) {
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
  }
}
