import type { Comparison } from '../model.ts';
import { jaroWinkler, withinEdits } from '../similarity.ts';
import { countKey, rarity } from '../statistics.ts';
import type { Comparator } from './comparator.ts';

type StringFeature = { value: string; other: string; groups: Uint32Array; rarity: number };
type Options = Extract<Comparison, { kind: 'string' }>;

export function stringComparator(options: Options): Comparator<StringFeature> {
  const groupsOf = new Map<string, number[]>();
  for (const [group, words] of options.synonyms.entries())
    for (const word of words) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
  const tests = Uint8Array.from(options.levels, ({ when }) => testOf(when));
  const limits = Float64Array.from(options.levels, ({ when }) => limitOf(when));

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
      while (!holds(tests[level] ?? Test.always, limits[level] ?? 0, a, b)) level++;
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

type When = Options['levels'][number]['when'];
const Test = { always: 0, equal: 1, jaroWinkler: 2, edits: 3, swapped: 4, synonym: 5, initial: 6 } as const;

/** As numbers, because a pair asks up to seven of them. */
function testOf(when: When): number {
  if (when === undefined) return Test.always;
  const [name] = Object.keys(when) as (keyof typeof Test)[];
  return Test[name ?? 'always'];
}

function limitOf(when: When): number {
  if (when === undefined) return 0;
  if ('jaroWinkler' in when) return when.jaroWinkler;
  return 'edits' in when ? when.edits : 0;
}

function holds(test: number, limit: number, a: StringFeature, b: StringFeature): boolean {
  switch (test) {
    case Test.equal:
      return a.value === b.value;
    case Test.jaroWinkler:
      return likeness(a.value, b.value) >= limit;
    case Test.edits:
      return withinEdits(a.value, b.value, limit);
    case Test.swapped:
      return a.value === b.other && a.other === b.value;
    case Test.synonym:
      return a.groups.length > 0 && b.groups.length > 0 && a.groups.some((group) => b.groups.includes(group));
    case Test.initial:
      return (a.value.length === 1 || b.value.length === 1) && a.value.charCodeAt(0) === b.value.charCodeAt(0);
    default:
      return true;
  }
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
