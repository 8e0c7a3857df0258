import type { Compared } from '../comparison.ts';
import type { Unpacker } from '../pack.ts';
import { jaroWinkler, LONGEST, lettersOf, mayBeLike } from '../similarity.ts';
import { countKey, RAREST_BITS, rarity } from '../statistics.ts';
import { plainHash } from '../text.ts';
import type { Comparator } from './comparator.ts';

type Name = { hash: number; text: string; length: number; letters: number; rarity: number; groups: readonly number[] };
type Options = Extract<Compared, { kind: 'names' }>;
/** Names of two records that were matched with each other, how similar they are, and how rare the first is. */
type Match = { one: number; other: number; likeness: number; rarity: number };

/** Names beyond this number are ignored; a ninth name doesn't help to tell people apart. */
const MOST = 8;
/** The similarity of an initial and its name, and of two forms of a name, such as Robert and Bob. */
const SHORTENED = 0.9;
/**
 * A person's names aren't independent of each other, so all of them together weigh at most as much as two of the rarest
 * names.
 */
const MOST_BITS = 2 * RAREST_BITS;
/** Bits deducted if not all names match, because one of two names can match in two ways. */
const WHICH_ONE = 1;

/**
 * Compares all names of a person as one set: given and family name may be swapped, one may be missing, two may be
 * written as one ("Mary Ann", "Maryann"), and each may have typos.
 */
export function namesComparator(options: Options): Comparator<readonly Name[]> {
  const groupsOf = new Map<string, number[]>();
  for (const [group, words] of options.synonyms.entries())
    for (const word of words) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
  const tests = options.levels.map(({ when }) => testOf(when));
  const least = Math.min(1, ...tests.map((one) => one.least));
  const namesOf = (values: readonly string[]): string[] =>
    [...new Set(values.flatMap((value) => value.split(' ')))].filter((one) => one !== '').slice(0, MOST);
  const findMatches = createMatcher(least);
  return {
    counted: (values) => {
      const names = options.frequency ? namesOf(values) : [];
      return names.length === 0 ? null : names.map((one) => countKey(options.name, one));
    },
    prepare: (values, statistics) => {
      const names = namesOf(values).map(
        (text): Name => ({
          hash: plainHash(text),
          text: text.slice(0, LONGEST),
          length: text.length,
          letters: lettersOf(text),
          rarity: options.frequency ? rarity(statistics, options.name, countKey(options.name, text)) : Number.NaN,
          groups: groupsOf.get(text) ?? NO_GROUPS,
        }),
      );
      return names.length === 0 ? null : names;
    },
    level: (a, b) => {
      const matches = findMatches(a, b);
      return tests.findIndex(({ holds }) => holds(matches, a.length, b.length));
    },
    rarity: (a, b, level) => {
      const test = tests[level];
      if (!options.frequency || test?.least !== 1) return Number.NaN;
      const bits = findMatches(a, b).reduce((sum, one) => sum + (one.likeness < 1 ? 0 : one.rarity), 0);
      return Math.min(MOST_BITS, bits) - (test.isWhole ? 0 : WHICH_ONE);
    },
    rarest: (level) => (options.frequency && tests[level]?.least === 1 ? MOST_BITS : 0),
    pack: (names, into) => {
      into.whole(names.length);
      for (const one of names) {
        into.text(one.text);
        into.rarity(one.rarity);
        into.whole(one.groups.length);
        for (const group of one.groups) into.whole(group);
      }
    },
    unpack: (from) => Array.from({ length: from.whole() }, () => unpackName(from)),
  };
}

const NO_GROUPS: readonly number[] = [];

function unpackName(from: Unpacker): Name {
  const text = from.text();
  const bits = from.rarity();
  const groups = Array.from({ length: from.whole() }, () => from.whole());
  return { hash: plainHash(text), text, length: text.length, letters: lettersOf(text), rarity: bits, groups };
}

type Test = {
  least: number;
  isWhole: boolean;
  holds: (matches: readonly Match[], left: number, right: number) => boolean;
};

function testOf(when: Options['levels'][number]['when']): Test {
  const none = { least: Number.POSITIVE_INFINITY, isWhole: false };
  if (when === undefined) return { ...none, holds: () => true };
  const least = 'all' in when ? when.all : 'part' in when ? when.part : when.some;
  const covered = (matches: readonly Match[], side: 'one' | 'other'): number => {
    let names = 0;
    for (const match of matches) if (match.likeness >= least) names |= match[side];
    return countOf(names);
  };
  const holds: Test['holds'] = (matches, left, right) => {
    const [ones, others] = [covered(matches, 'one'), covered(matches, 'other')];
    if ('all' in when) return ones === left && others === right;
    return 'part' in when ? ones === left || others === right : ones > 0;
  };
  return { least, isWhole: 'all' in when, holds };
}

function countOf(names: number): number {
  let count = 0;
  for (let rest = names; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * Matches the names of two records: equal names first, then two names that the other record writes as one, then the
 * most similar names. Each name is represented by one bit. Uses loops without closures, because linking a file of
 * people spends most of its time here.
 */
function createMatcher(least: number): (a: readonly Name[], b: readonly Name[]) => readonly Match[] {
  const NONE: readonly Match[] = [];
  let kept: { a: readonly Name[]; b: readonly Name[]; matches: readonly Match[] } | null = null;
  let [ones, others] = [0, 0];
  let matches: Match[] = [];
  const take = (match: Match): void => {
    if ((ones & match.one) !== 0 || (others & match.other) !== 0) return;
    ones |= match.one;
    others |= match.other;
    matches.push(match);
  };
  return (a, b) => {
    // The last result is cached, because the level and its rarity are requested one after the other.
    if (kept !== null && kept.a === a && kept.b === b) return kept.matches;
    [ones, others] = [0, 0];
    if (matches.length > 0) matches = [];
    for (let i = 0; i < a.length; i++)
      for (let j = 0; j < b.length; j++)
        if (a[i]?.hash === b[j]?.hash) take({ one: 1 << i, other: 1 << j, likeness: 1, rarity: a[i]?.rarity ?? 0 });
    eachJoined(a, b, (one, other, rarity) => take({ one, other, likeness: 1, rarity }));
    eachJoined(b, a, (other, one, rarity) => take({ one, other, likeness: 1, rarity }));
    // Equal names were already matched above, so these are at most similar.
    for (const match of alikeNames(a, b, least, ones, others)) take(match);
    const found = matches.length === 0 ? NONE : matches;
    kept = { a, b, matches: found };
    return found;
  };
}

/**
 * Names that are similar but not equal, the most similar first.
 * @param ones bits of the names in `a` that are already matched.
 * @param others the same for `b`.
 */
function alikeNames(a: readonly Name[], b: readonly Name[], least: number, ones: number, others: number): Match[] {
  const alike: Match[] = [];
  for (let i = 0; i < a.length; i++) {
    const one = a[i];
    if (one === undefined || (ones & (1 << i)) !== 0) continue;
    for (let j = 0; j < b.length; j++) {
      const other = b[j];
      if (other === undefined || (others & (1 << j)) !== 0) continue;
      const likeness = likenessOf(one, other, least);
      if (likeness >= least) alike.push({ one: 1 << i, other: 1 << j, likeness, rarity: one.rarity });
    }
  }
  return alike.length < 2 ? alike : alike.sort((x, y) => y.likeness - x.likeness || x.one - y.one || x.other - y.other);
}

/** Calls `found` with two names of one side that the other side writes as one. */
function eachJoined(
  pairs: readonly Name[],
  singles: readonly Name[],
  found: (pair: number, single: number, rarity: number) => void,
): void {
  if (pairs.length < 2) return;
  for (let j = 0; j < singles.length; j++) {
    const single = singles[j];
    if (single === undefined) continue;
    for (let i = 0; i < pairs.length; i++)
      for (let k = 0; k < pairs.length; k++) {
        const first = pairs[i];
        const second = pairs[k];
        if (i === k || first === undefined || second === undefined) continue;
        if (single.length === first.length + second.length && single.text === first.text + second.text)
          found((1 << i) | (1 << k), 1 << j, single.rarity);
      }
  }
}

function likenessOf(one: Name, other: Name, least: number): number {
  if (one.groups.length > 0 && one.groups.some((group) => other.groups.includes(group))) return SHORTENED;
  const isInitial = one.length === 1 || other.length === 1;
  if (isInitial) return one.text.charAt(0) === other.text.charAt(0) ? SHORTENED : 0;
  return mayBeLike(one, other, least) ? Math.min(0.999, jaroWinkler(one.text, other.text)) : 0;
}
