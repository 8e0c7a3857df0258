import type { Comparison } from '../model.ts';
import { jaroWinkler, withinEdits } from '../similarity.ts';
import { countKey, rarity } from '../statistics.ts';
import type { Comparator } from './comparator.ts';

type StringFeature = { value: string; other: string; groups: Uint32Array; rarity: number };
type Options = Extract<Comparison, { kind: 'string' }>;
type Holds = (a: StringFeature, b: StringFeature) => boolean;

export function stringComparator(options: Options): Comparator<StringFeature> {
  const groupsOf = new Map<string, number[]>();
  for (const [group, words] of options.synonyms.entries())
    for (const word of words) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
  const holds = options.levels.map(({ when }) => test(when));

  return {
    counted: ([value = '']) => (options.frequency && value !== '' ? [countKey(options.name, value)] : null),
    prepare: ([value = '', other = ''], statistics) =>
      value === ''
        ? null
        : {
            value,
            other,
            groups: Uint32Array.from(groupsOf.get(value) ?? []),
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
      into.text(feature.other);
      into.list(feature.groups);
      into.real(feature.rarity);
    },
    unpack: (from) => ({ value: from.text(), other: from.text(), groups: from.list(), rarity: from.real() }),
  };
}

function test(when: Options['levels'][number]['when']): Holds {
  if (when === undefined) return () => true;
  if ('equal' in when) return (a, b) => a.value === b.value;
  if ('swapped' in when) return (a, b) => a.value === b.other && a.other === b.value;
  if ('synonym' in when) return (a, b) => a.groups.some((group) => b.groups.includes(group));
  if ('initial' in when)
    return (a, b) => (a.value.length === 1 || b.value.length === 1) && a.value.charCodeAt(0) === b.value.charCodeAt(0);
  if ('edits' in when) return (a, b) => withinEdits(a.value, b.value, when.edits);
  return (a, b) => likeness(a.value, b.value) >= when.jaroWinkler;
}

let left = '';
let right = '';
let last = 1;

/** Two levels in a row ask about the same two values. */
function likeness(a: string, b: string): number {
  if (a !== left || b !== right) {
    last = jaroWinkler(a, b);
    left = a;
    right = b;
  }
  return last;
}
