import type { Comparison } from '../model.ts';
import { countKey, rarity } from '../statistics.ts';
import type { Comparator } from './comparator.ts';

type CategoryFeature = { value: string; group: string; rarity: number };
type Options = Extract<Comparison, { kind: 'category' }>;
type Holds = (a: CategoryFeature, b: CategoryFeature) => boolean;

export function categoryComparator(options: Options): Comparator<CategoryFeature> {
  const holds = options.levels.map(({ when }): Holds => {
    if (when === undefined) return () => true;
    if ('equal' in when) return (a, b) => a.value === b.value;
    return (a, b) => a.group === b.group && a.group !== '';
  });
  return {
    counted: ([value = '']) => (options.frequency && value !== '' ? [countKey(options.name, value)] : null),
    prepare: ([value = '', group = ''], statistics) =>
      value === ''
        ? null
        : {
            value,
            group,
            rarity: options.frequency ? rarity(statistics, options.name, countKey(options.name, value)) : Number.NaN,
          },
    level: (a, b) => {
      let level = 0;
      while (holds[level]?.(a, b) === false) level++;
      return level;
    },
    rarity: (a) => a.rarity,
    pack: (feature, into) => {
      into.text(feature.value);
      into.text(feature.group);
      into.real(feature.rarity);
    },
    unpack: (from) => ({ value: from.text(), group: from.text(), rarity: from.real() }),
  };
}
