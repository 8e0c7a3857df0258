import type { Comparison } from '../model.ts';
import { jaroWinkler } from '../similarity.ts';
import { countKey, inverseFrequency, type Statistics } from '../statistics.ts';
import { stem } from '../text.ts';
import { type Comparator, neverRare } from './comparator.ts';

/** Words as hashes in rising order, with weights whose squares sum to 1; `words` only where similar ones count too. */
export type TokenFeature = { hashes: Uint32Array; weights: Float32Array; words: readonly string[] };
type Options = Extract<Comparison, { kind: 'tokens' }>;

/** The rarest that are kept of a text: an honest one of 10,000 characters has fewer. */
const MOST = 400;

export function tokensComparator(options: Options): Comparator<TokenFeature> {
  const limits = options.levels.map(({ when }) => when?.cosine ?? Number.NEGATIVE_INFINITY);
  const { similar } = options;
  const dotOf = createDot();
  const tokensOf = createTokenizer(options);
  return {
    counted: (values) => {
      const words = tokensOf(values);
      return words.length === 0 ? null : [...new Set(words.map((word) => countKey(options.name, word)))];
    },
    prepare: (values, statistics) => {
      if (similar === null) return hashed(tokensOf(values), options.name, statistics);
      const entries = new Map<number, { times: number; word: string }>();
      for (const word of tokensOf(values)) {
        const key = countKey(options.name, word);
        const entry = entries.get(key);
        if (entry === undefined) entries.set(key, { times: 1, word });
        else entry.times += 1;
      }
      if (entries.size === 0) return null;
      let rows = Array.from(entries, ([hash, { times, word }]) => ({
        hash,
        word,
        weight: (1 + Math.log(times)) * inverseFrequency(statistics, options.name, hash),
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
    rarity: neverRare,
    pack: (feature, into) => {
      into.list(feature.hashes);
      into.shares(feature.weights);
      into.whole(feature.words.length);
      for (const word of feature.words) into.text(word);
    },
    unpack: (from) => ({
      hashes: from.list(),
      weights: from.shares(),
      words: Array.from({ length: from.whole() }, () => from.text()),
    }),
  };
}

const splitters = new Map<string, (value: string) => readonly string[]>();

/** Words of a value. The last ones are kept, because a comparison and the keys of blocking ask for the same in a row. */
function splitter({ shortest, stem: stems }: Pick<Options, 'shortest' | 'stem'>): (value: string) => readonly string[] {
  const name = `${shortest} ${stems}`;
  const known = splitters.get(name);
  if (known !== undefined) return known;
  let last = '';
  let words: readonly string[] = [];
  const split = (value: string): readonly string[] => {
    if (value === last) return words;
    last = value;
    const found: string[] = [];
    for (const raw of value.split(' ')) if (raw.length >= shortest) found.push(stems ? stem(raw) : raw);
    words = found;
    return found;
  };
  splitters.set(name, split);
  return split;
}

/** Splits normalised values into the words that count. */
export function createTokenizer(options: Options): (values: readonly string[]) => readonly string[] {
  const known = options.vocabulary.length === 0 ? null : new Set(options.vocabulary);
  const split = splitter(options);
  return (values) => {
    const [first = ''] = values;
    if (values.length === 1 && known === null && !options.bigrams) return split(first);
    const words: string[] = [];
    for (const value of values)
      for (const word of split(value)) if (known === null || known.has(word)) words.push(word);
    if (options.bigrams) for (let i = words.length - 1; i > 0; i--) words.push(`${words[i - 1]} ${words[i]}`);
    return words;
  };
}

/** Words as hashes alone, which most comparisons need. */
function hashed(words: readonly string[], name: string, statistics: Statistics): TokenFeature | null {
  if (words.length === 0) return null;
  const all = Uint32Array.from(words, (word) => countKey(name, word)).sort();
  let hashes = new Uint32Array(all.length);
  let weights = new Float64Array(all.length);
  let count = 0;
  for (let i = 0, next = 0; i < all.length; i = next) {
    const hash = all[i] ?? 0;
    while (next < all.length && all[next] === hash) next++;
    hashes[count] = hash;
    weights[count++] = (1 + Math.log(next - i)) * inverseFrequency(statistics, name, hash);
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
  for (const weight of weights) squares += weight * weight;
  const length = Math.sqrt(squares);
  return { hashes, weights: Float32Array.from(weights, (weight) => atPacked(weight / length)), words: [] };
}

/** At the 16 bits that a packed feature has, so that one that was stored scores as one that was not. */
const atPacked = (share: number): number => Math.round(share * 65_535) / 65_535;

/** Shorter lists than this are walked side by side. */
const SHORT = 8;
const SLOTS = 1024;

/**
 * The product of two vectors of words. One text is mostly compared with many others in a row, so the second one's words
 * are kept in a table in which those of the first are looked up; the sum runs in the order of the hashes either way.
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

/** Each word of the shorter text with its most similar one in the other (soft TF-IDF, Cohen et al. 2003). */
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
