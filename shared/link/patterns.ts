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

/** Patterns of random pairs, sampled with a fixed seed, or of all pairs if there are no more than `most`. */
export function randomPatterns(collection: Collection, most = 400_000): Patterns {
  const { features, second, model } = collection;
  const { levels: compare } = createReader(model);
  const levels = new Int8Array(model.comparisons.length);
  const patterns: Patterns = new Map();
  const count = features.length;
  const add = (i: number, j: number): void => {
    const a = features[i];
    const b = features[j];
    if (a === undefined || b === undefined || i === j) return;
    if (second !== null && i < second === j < second) return;
    compare(a, b, levels);
    addPattern(patterns, levels);
  };
  if ((count * (count - 1)) / 2 <= most) {
    for (let i = 1; i < count; i++) for (let j = 0; j < i; j++) add(i, j);
    return patterns;
  }
  let state = 0x2545f491;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 4294967296) * count);
  };
  for (let drawn = 0; drawn < most; drawn++) add(next(), next());
  return patterns;
}

/** Patterns of all candidate pairs from the named blocking rules, or from all rules if none are named. */
export function candidatePatterns(collection: Collection, rules?: readonly string[]): Patterns {
  const { features, model } = collection;
  const { levels: compare } = createReader(model);
  const levels = new Int8Array(model.comparisons.length);
  const patterns: Patterns = new Map();
  for (const [i, earlier] of candidates(collection, rules)) {
    for (const j of earlier) {
      compare(features[i] ?? NO_FEATURES, features[j] ?? NO_FEATURES, levels);
      addPattern(patterns, levels);
    }
  }
  return patterns;
}
