import type { Compared } from '../comparison.ts';
import { Unpacker } from '../pack.ts';
import { jaroWinkler, LONGEST, lettersOf, mayBeLike, mayBeWithin, withinEdits } from '../similarity.ts';
import { countKey, rarestEqual, rarity } from '../statistics.ts';
import { plainHash } from '../text.ts';
import type { Comparator } from './comparator.ts';

/**
 * A string value. Its hashes and other numbers are enough for most comparisons, so the text itself (up to `LONGEST`
 * characters) stays packed until it is needed. `other` is the hash of the value it may be swapped with; `letters` is
 * the set of letters in the value.
 */
type StringFeature = {
  hash: number;
  other: number;
  length: number;
  letters: number;
  rarity: number;
  groups: readonly number[];
  text: string | null;
  bytes: Uint8Array | null;
  at: number;
};
type Options = Extract<Compared, { kind: 'string' }>;

const NO_GROUPS: readonly number[] = [];

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
            hash: plainHash(value),
            other: plainHash(other),
            length: value.length,
            letters: lettersOf(value),
            rarity: options.frequency ? rarity(statistics, options.name, countKey(options.name, value)) : Number.NaN,
            groups: groupsOf.get(value) ?? NO_GROUPS,
            text: value.slice(0, LONGEST),
            bytes: null,
            at: 0,
          },
    level: (a, b) => {
      let level = 0;
      while (!holds(tests[level] ?? Test.always, limits[level] ?? 0, a, b)) level++;
      return level;
    },
    rarity: (a, _b, level) => (level === 0 ? a.rarity : Number.NaN),
    rarest: (level) => rarestEqual(options, level),
    pack: (feature, into) => {
      into.hash(feature.hash);
      into.hash(feature.other);
      into.whole(feature.length);
      into.word(feature.letters);
      into.rarity(feature.rarity);
      into.whole(feature.groups.length);
      for (const group of feature.groups) into.whole(group);
      into.text(textOf(feature));
    },
    unpack: (from) => ({
      hash: from.hash(),
      other: from.hash(),
      length: from.whole(),
      letters: from.word(),
      rarity: from.rarity(),
      groups: unpackGroups(from),
      text: null,
      bytes: from.bytes,
      at: from.at,
    }),
  };
}

function unpackGroups(from: Unpacker): readonly number[] {
  const count = from.whole();
  return count === 0 ? NO_GROUPS : Array.from({ length: count }, () => from.whole());
}

const unpacker = new Unpacker();

function textOf(feature: StringFeature): string {
  if (feature.text !== null) return feature.text;
  feature.text = feature.bytes === null ? '' : unpacker.open(feature.bytes, feature.at).text();
  feature.bytes = null;
  return feature.text;
}

type When = Options['levels'][number]['when'];
const Test = { always: 0, equal: 1, jaroWinkler: 2, edits: 3, swapped: 4, synonym: 5, initial: 6 } as const;

/** Tests are encoded as numbers for speed, because each pair runs up to seven of them. */
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
      return a.hash === b.hash;
    case Test.jaroWinkler:
      return mayBeLike(a, b, limit) && likeness(textOf(a), textOf(b)) >= limit;
    case Test.edits:
      return a.hash === b.hash || (mayBeWithin(a, b, limit) && withinEdits(textOf(a), textOf(b), limit));
    case Test.swapped:
      return a.hash === b.other && a.other === b.hash;
    case Test.synonym:
      return a.groups.length > 0 && b.groups.length > 0 && a.groups.some((group) => b.groups.includes(group));
    case Test.initial:
      return (a.length === 1 || b.length === 1) && textOf(a).charCodeAt(0) === textOf(b).charCodeAt(0);
    default:
      return true;
  }
}

let left = '';
let right = '';
let last = 1;

/** The last result is cached, because consecutive levels compare the same two values. */
function likeness(a: string, b: string): number {
  if (a !== left || b !== right) {
    last = jaroWinkler(a, b);
    left = a;
    right = b;
  }
  return last;
}
