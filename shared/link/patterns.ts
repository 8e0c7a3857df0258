import { type Collection, candidates } from './collection.ts';
import { NO_FEATURES } from './features.ts';
import { createReader } from './records.ts';

/** How often each combination of levels occurs; millions of pairs have only a few thousand different combinations. */
export type Patterns = Map<string, { levels: Int8Array; count: number }>;

export function addPattern(patterns: Patterns, levels: Int8Array, times = 1): void {
  let key = '';
  for (const level of levels) key += String.fromCharCode(level + 65);
  const found = patterns.get(key);
  if (found === undefined) patterns.set(key, { levels: levels.slice(), count: times });
  else found.count += times;
}

/**
 * Compares pairs of a collection and counts their patterns. Skips pairs of a record with itself and, with two files,
 * pairs within one file.
 */
function createCounter(collection: Collection) {
  const { features, second, model } = collection;
  const { levels: compare } = createReader(model);
  const levels = new Int8Array(model.comparisons.length);
  const patterns: Patterns = new Map();
  return {
    patterns,
    add: (i: number, j: number, times = 1): void => {
      if (i === j || (second !== null && i < second === j < second)) return;
      compare(features[i] ?? NO_FEATURES, features[j] ?? NO_FEATURES, levels);
      addPattern(patterns, levels, times);
    },
  };
}

/** Random integers below a limit, from a fixed seed, so that the same files always give the same result. */
export function createRandom(): (below: number) => number {
  let state = 0x2545f491;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 4294967296) * below);
  };
}

/** Patterns of random pairs, or of all pairs if there are no more than `most`. */
export function randomPatterns(collection: Collection, most = 400_000): Patterns {
  const { add, patterns } = createCounter(collection);
  const count = collection.features.length;
  if ((count * (count - 1)) / 2 <= most) {
    for (let i = 1; i < count; i++) for (let j = 0; j < i; j++) add(i, j);
    return patterns;
  }
  const next = createRandom();
  for (let drawn = 0; drawn < most; drawn++) add(next(count), next(count));
  return patterns;
}

/**
 * Patterns of the candidate pairs from the named blocking rules, or from all rules if none are named. If there are more
 * than `most`, only every second, third … pair is compared, and each compared pair counts that many times.
 */
export function candidatePatterns(
  collection: Collection,
  rules?: readonly string[],
  {
    most = Number.POSITIVE_INFINITY,
    keys,
  }: { most?: number; keys?: readonly (readonly number[][])[] | undefined } = {},
): Patterns {
  const { add, patterns } = createCounter(collection);
  let pairs = 0;
  if (Number.isFinite(most))
    for (const [, earlier] of candidates(collection, rules, undefined, keys)) pairs += earlier.length;
  const every = Math.max(1, Math.ceil(pairs / most));
  let at = 0;
  for (const [i, earlier] of candidates(collection, rules, undefined, keys)) {
    for (const j of earlier) if (at++ % every === 0) add(i, j, every);
  }
  return patterns;
}

/**
 * Patterns of pairs with the same value in the first field of a comparison, or in its last field if the first is empty.
 * If there are more than `most` such pairs, a random sample is used.
 */
export function sameValuePatterns(collection: Collection, comparison: number, most: number): Patterns {
  const { add, patterns } = createCounter(collection);
  const { model, values } = collection;
  const { fields = [] } = model.comparisons[comparison] ?? {};
  const [first = -1, last = -1] = [fields[0], fields.at(-1)].map((name) =>
    model.fields.findIndex((one) => one.name === name),
  );
  const groups = new Map<string, number[]>();
  for (const [i, own] of values.entries()) {
    const value = own[first] || own[last] || '';
    if (value === '') continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [i]);
    else group.push(i);
  }
  const shared = [...groups.values()].filter((one) => one.length > 1);
  const ends: number[] = [];
  let total = 0;
  for (const { length } of shared) ends.push((total += (length * (length - 1)) / 2));
  if (total <= most) {
    for (const group of shared) for (const [at, i] of group.entries()) for (const j of group.slice(0, at)) add(i, j);
    return patterns;
  }
  const next = createRandom();
  for (let drawn = 0; drawn < most; drawn++) {
    const at = next(total);
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const group = shared[low] ?? [];
    add(group[next(group.length)] ?? 0, group[next(group.length)] ?? 0);
  }
  return patterns;
}
