import type { Comparison } from '../model.ts';
import { jaroWinkler } from '../similarity.ts';
import { countKey, inverseFrequency } from '../statistics.ts';
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
  const tokensOf = createTokenizer(options);
  return {
    counted: (values) => {
      const words = tokensOf(values);
      return words.length === 0 ? null : [...new Set(words.map((word) => countKey(options.name, word)))];
    },
    prepare: (values, statistics) => {
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
        // At the 16 bits that a packed feature has, so that one that was stored scores as one that was not.
        weights: Float32Array.from(rows, (one) => Math.round((one.weight / length) * 65_535) / 65_535),
        words: similar === null ? [] : rows.map((one) => one.word),
      };
    },
    level: (a, b) => {
      const cosine = similar === null ? dot(a, b) : softDot(a, b, similar);
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

/** Splits normalised values into the words that count. */
export function createTokenizer(options: Options): (values: readonly string[]) => string[] {
  const known = options.vocabulary.length === 0 ? null : new Set(options.vocabulary);
  return (values) => {
    const words: string[] = [];
    for (const value of values) {
      for (const raw of value.split(' ')) {
        if (raw.length < options.shortest) continue;
        const word = options.stem ? stem(raw) : raw;
        if (known === null || known.has(word)) words.push(word);
      }
    }
    if (options.bigrams) for (let i = words.length - 1; i > 0; i--) words.push(`${words[i - 1]} ${words[i]}`);
    return words;
  };
}

export function dot(a: TokenFeature, b: TokenFeature): number {
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
