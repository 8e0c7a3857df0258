import type { Compared } from '../comparison.ts';
import { countKey, rarestEqual, rarity } from '../statistics.ts';
import { plainHash } from '../text.ts';
import type { Comparator } from './comparator.ts';

/** Value and group as hashes; 0 means there is no group. */
type CategoryFeature = { value: number; group: number; rarity: number };
type Options = Extract<Compared, { kind: 'category' }>;
type Holds = (a: CategoryFeature, b: CategoryFeature) => boolean;

export function categoryComparator(options: Options): Comparator<CategoryFeature> {
  const holds = options.levels.map(({ when }): Holds => {
    if (when === undefined) return () => true;
    if ('equal' in when) return (a, b) => a.value === b.value;
    return (a, b) => a.group === b.group && a.group !== 0;
  });
  return {
    counted: ([value = '']) => (options.frequency && value !== '' ? [countKey(options.name, value)] : null),
    prepare: ([value = '', group = ''], statistics) =>
      value === ''
        ? null
        : {
            value: plainHash(value),
            group: plainHash(group),
            rarity: options.frequency ? rarity(statistics, options.name, countKey(options.name, value)) : Number.NaN,
          },
    level: (a, b) => {
      let level = 0;
      while (holds[level]?.(a, b) === false) level++;
      return level;
    },
    rarity: (a, _b, level) => (level === 0 ? a.rarity : Number.NaN),
    rarest: (level) => rarestEqual(options, level),
    pack: (feature, into) => {
      into.hash(feature.value);
      into.hash(feature.group);
      into.rarity(feature.rarity);
    },
    unpack: (from) => ({ value: from.hash(), group: from.hash(), rarity: from.rarity() }),
  };
}
