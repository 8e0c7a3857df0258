import type { Compared } from '../comparison.ts';
import type { Unpacker } from '../pack.ts';
import { jaroWinkler } from '../similarity.ts';
import { countKey, countKeyOf, inverseFrequency, type Statistics } from '../statistics.ts';
import { hash32 } from '../text.ts';
import { hashOfTwo, splitterFor } from '../words.ts';
import { type Comparator, neverRare } from './comparator.ts';

/**
 * Words as hashes in ascending order, with weights whose squares sum to 1. `words` is filled only if similar words
 * count as equal.
 */
export type TokenFeature = { hashes: Uint32Array; weights: Float32Array; words: readonly string[] };
type Options = Extract<Compared, { kind: 'tokens' }>;
/** The options that decide which words of a text are compared. */
type Words = Pick<Options, 'stem' | 'nouns' | 'bigrams' | 'shortest' | 'vocabulary'>;

/** Maximum number of words kept from a text; the rarest are kept. A genuine text of 10,000 characters has fewer. */
const MOST = 400;

export function tokensComparator(options: Options): Comparator<TokenFeature> {
  const limits = options.levels.map(({ when }) => when?.cosine ?? Number.NEGATIVE_INFINITY);
  const { similar, name } = options;
  const dotOf = createDot();
  const hashesOf = createTokenHasher(options);
  const tokensOf = createTokenizer(options);
  return {
    counted: (values) => {
      const hashes = hashesOf(values);
      return hashes.length === 0 ? null : [...new Set(hashes.map((hash) => countKeyOf(name, hash)))];
    },
    prepare: (values, statistics) => {
      if (similar === null) return hashed(hashesOf(values), name, statistics);
      const entries = new Map<number, { times: number; word: string }>();
      for (const word of tokensOf(values)) {
        const key = countKey(name, word);
        const entry = entries.get(key);
        if (entry === undefined) entries.set(key, { times: 1, word });
        else entry.times += 1;
      }
      if (entries.size === 0) return null;
      const inverse = inverseFrequency(statistics, name);
      let rows = Array.from(entries, ([key, { times, word }]) => ({
        hash: key >>> 0,
        word,
        weight: (1 + Math.log(times)) * inverse(key),
      }));
      if (rows.length > MOST) rows = rows.sort((a, b) => b.weight - a.weight || a.hash - b.hash).slice(0, MOST);
      rows.sort((a, b) => a.hash - b.hash);
      const length = Math.sqrt(rows.reduce((sum, one) => sum + one.weight * one.weight, 0));
      return {
        hashes: Uint32Array.from(rows, (one) => one.hash),
        weights: Float32Array.from(rows, (one) => atPacked(one.weight / length)),
        words: rows.map((one) => one.word),
      };
    },
    level: (a, b) => {
      const cosine = similar === null ? dotOf(a, b) : softDot(a, b, similar);
      let level = 0;
      while (cosine < (limits[level] ?? Number.NEGATIVE_INFINITY)) level++;
      return level;
    },
    ...neverRare,
    pack: (feature, into) => {
      into.words(feature.hashes);
      into.shares(feature.weights);
      into.whole(feature.words.length);
      for (const word of feature.words) into.text(word);
    },
    unpack: (from) => ({
      hashes: from.words(),
      weights: from.shares(),
      words: unpackWords(from),
    }),
  };
}

/** Creates a function that splits normalized values into the words to compare. */
export function createTokenizer(options: Words): (values: readonly string[]) => readonly string[] {
  const known = options.vocabulary.length === 0 ? null : new Set(options.vocabulary);
  const { words: split } = splitterFor(options);
  return (values) => {
    const all = values.flatMap(split);
    const words = known === null ? all : all.filter((word) => known.has(word));
    if (options.bigrams) for (let i = words.length - 1; i > 0; i--) words.push(`${words[i - 1]} ${words[i]}`);
    return words;
  };
}

/** Like `createTokenizer`, but returns only hashes, which is enough for most comparisons. */
export function createTokenHasher(options: Words): (values: readonly string[]) => readonly number[] {
  const known = options.vocabulary.length === 0 ? null : new Set(options.vocabulary.map((word) => hash32(word) | 0));
  const { hashes: split } = splitterFor(options);
  return (values) => {
    const [first = ''] = values;
    if (values.length === 1 && known === null && !options.bigrams) return split(first);
    const hashes: number[] = [];
    for (const value of values)
      for (const hash of split(value)) if (known === null || known.has(hash)) hashes.push(hash);
    if (options.bigrams)
      for (let i = hashes.length - 1; i > 0; i--) hashes.push(hashOfTwo(hashes[i - 1] ?? 0, hashes[i] ?? 0));
    return hashes;
  };
}

/** Each distinct word with its weight; rarer words weigh more. */
function hashed(words: readonly number[], name: string, statistics: Statistics): TokenFeature | null {
  if (words.length === 0) return null;
  const all = new Int32Array(words.length);
  for (let i = 0; i < words.length; i++) all[i] = countKeyOf(name, words[i] ?? 0);
  const sorted = new Uint32Array(all.buffer).sort();
  const inverse = inverseFrequency(statistics, name);
  let hashes = new Uint32Array(sorted.length);
  let weights = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0, next = 0; i < sorted.length; i = next) {
    const hash = sorted[i] ?? 0;
    while (next < sorted.length && sorted[next] === hash) next++;
    const times = next - i;
    hashes[count] = hash;
    weights[count++] = (times === 1 ? 1 : 1 + Math.log(times)) * inverse(hash | 0);
  }
  hashes = hashes.slice(0, count);
  weights = weights.slice(0, count);
  if (count > MOST) {
    const kept = Uint32Array.from(hashes.keys())
      .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
      .slice(0, MOST)
      .sort();
    hashes = Uint32Array.from(kept, (at) => hashes[at] ?? 0);
    weights = Float64Array.from(kept, (at) => weights[at] ?? 0);
  }
  let squares = 0;
  for (let i = 0; i < weights.length; i++) squares += (weights[i] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  const shares = new Float32Array(weights.length);
  for (let i = 0; i < weights.length; i++) shares[i] = atPacked((weights[i] ?? 0) / length);
  return { hashes, weights: shares, words: NO_WORDS };
}

function unpackWords(from: Unpacker): readonly string[] {
  const count = from.whole();
  return count === 0 ? NO_WORDS : Array.from({ length: count }, () => from.text());
}

const NO_WORDS: readonly string[] = [];

/** Rounds to the 16 bits used in a packed feature, so that a stored feature scores the same as a newly computed one. */
const atPacked = (share: number): number => Math.round(share * 65_535) / 65_535;

/** Word vectors shorter than this are compared without the lookup table. */
const SHORT = 8;
const SLOTS = 1024;

/**
 * Dot product of two word vectors. One text is usually compared with many others in a row, so the second text's words
 * are kept in a lookup table. With or without the table, terms are added in hash order, so that the sum is the same.
 */
function createDot(): (a: TokenFeature, b: TokenFeature) => number {
  const table = new Uint16Array(SLOTS);
  let kept: TokenFeature | null = null;
  const enter = (feature: TokenFeature): void => {
    table.fill(0);
    kept = feature;
    const { hashes } = feature;
    for (let i = 0; i < hashes.length; i++) {
      let slot = (hashes[i] ?? 0) % SLOTS;
      while (table[slot] !== 0) slot = (slot + 1) % SLOTS;
      table[slot] = i + 1;
    }
  };
  return (a, b) => {
    if (a.hashes.length < SHORT || b.hashes.length < SHORT || b.hashes.length > SLOTS / 2) return dot(a, b);
    if (kept !== b) enter(b);
    const { hashes, weights } = a;
    let sum = 0;
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] ?? 0;
      for (let slot = hash % SLOTS; ; slot = (slot + 1) % SLOTS) {
        const at = table[slot] ?? 0;
        if (at === 0) break;
        if (b.hashes[at - 1] !== hash) continue;
        sum += (weights[i] ?? 0) * (b.weights[at - 1] ?? 0);
        break;
      }
    }
    return sum;
  };
}

function dot(a: TokenFeature, b: TokenFeature): number {
  const left = a.hashes;
  const right = b.hashes;
  let sum = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const x = left[i] ?? 0;
    const y = right[j] ?? 0;
    if (x === y) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
    else if (x < y) i++;
    else j++;
  }
  return sum;
}

/** Matches each word of the shorter text with the most similar one in the other (soft TF-IDF, Cohen et al. 2003). */
function softDot(one: TokenFeature, other: TokenFeature, similar: number): number {
  const [a, b] = one.words.length <= other.words.length ? [one, other] : [other, one];
  let sum = 0;
  for (const [i, word] of a.words.entries()) {
    let best = 0;
    let weight = 0;
    for (const [j, candidate] of b.words.entries()) {
      const likeness = word === candidate ? 1 : jaroWinkler(word, candidate);
      if (likeness > best) {
        best = likeness;
        weight = b.weights[j] ?? 0;
      }
    }
    if (best >= similar) sum += best * (a.weights[i] ?? 0) * weight;
  }
  return sum;
}
