import { toStep } from './bits.ts';
import { hash32 } from './text.ts';

/**
 * Values with a smaller share than this are treated as if they had this share, because otherwise a single record would
 * change the result too much (linkage practice: 1e-4).
 */
const RAREST = 1e-4;
export const RAREST_BITS = -Math.log2(RAREST);

/**
 * How often values and words occur, by comparison. A snapshot belongs to a model version. Scores use the snapshot, so
 * the same two records get the same weight until the next snapshot.
 */
export type Statistics = {
  /** For each comparison, the number of records that have a value. */
  documents: Map<string, number>;
  /** Number of occurrences by `countKey`, a signed 32-bit integer. */
  counts: Map<number, number>;
};

export const noStatistics = (): Statistics => ({ documents: new Map(), counts: new Map() });

const seeds = new Map<string, number>();

/** The key under which a comparison's value is counted. */
export const countKey = (comparison: string, value: string): number => countKeyOf(comparison, hash32(value));

/** Like `countKey`, for the hash of a value. */
export function countKeyOf(comparison: string, hash: number): number {
  let seed = seeds.get(comparison);
  if (seed === undefined) {
    seed = hash32(comparison);
    seeds.set(comparison, seed);
  }
  const mixed = Math.imul(hash ^ seed, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export function count(statistics: Statistics, comparison: string, keys: Iterable<number>): void {
  statistics.documents.set(comparison, (statistics.documents.get(comparison) ?? 0) + 1);
  for (const key of keys) statistics.counts.set(key, (statistics.counts.get(key) ?? 0) + 1);
}

/**
 * Limits the number of counts, no matter how many different words the texts contain: when there are more than `most`,
 * the least frequent ones are dropped and weigh as if they had never occurred (lossy counting, Manku & Motwani 2002).
 */
export function forgetRarest({ counts }: Statistics, most: number): void {
  if (counts.size <= most) return;
  for (let least = 2; counts.size > most / 2; least *= 2) {
    for (const [key, times] of counts) if (times < least) counts.delete(key);
  }
}

/**
 * −log2 of a value's share of the records, rounded to a multiple of the weight step. It is smoothed, so that in a small
 * collection nothing looks rare.
 */
export function rarity(statistics: Statistics, comparison: string, key: number): number {
  const share = ((statistics.counts.get(key) ?? 0) + 1) / ((statistics.documents.get(comparison) ?? 0) + 100);
  return toStep(-Math.log2(Math.max(share, RAREST)));
}

/** The maximum rarity of an equal value; 0 unless `frequency` is set and this is the first level, `equal`. */
export function rarestEqual(
  { frequency, levels }: { frequency: boolean; levels: readonly { when?: object | undefined }[] },
  level: number,
): number {
  const [first] = levels;
  return frequency && level === 0 && first?.when !== undefined && 'equal' in first.when ? RAREST_BITS : 0;
}

/**
 * Inverse document frequency of a word, by key: the logarithm of the number of all documents divided by the number that
 * contain the word.
 */
export function inverseFrequency(statistics: Statistics, comparison: string): (key: number) => number {
  const documents = (statistics.documents.get(comparison) ?? 0) + 1;
  const { counts } = statistics;
  const unknown = Math.log(1 + documents / 0.5);
  return (key) => {
    const count = counts.get(key);
    return count === undefined ? unknown : Math.log(1 + documents / (count + 0.5));
  };
}

/** Serializes statistics to text. `restoreStatistics(storeStatistics(s))` gives the same counts. */
export function storeStatistics({ documents, counts }: Statistics): string {
  return JSON.stringify({ documents: [...documents], counts: [...counts] });
}

export function restoreStatistics(text: string): Statistics {
  if (text === '') return noStatistics();
  const kept = JSON.parse(text) as { documents: [string, number][]; counts: [number, number][] };
  return { documents: new Map(kept.documents), counts: new Map(kept.counts) };
}
