import { toStep } from './bits.ts';
import { hash32 } from './text.ts';

/** Below this share no value counts as rarer: one record more would change it too much (linkage practice: 1e-4). */
const RAREST = 1e-4;
export const RAREST_BITS = -Math.log2(RAREST);

/**
 * How often values and words occur, by comparison. A snapshot belongs to a model's version: scores read from it, so
 * that the same two records weigh the same until the next snapshot.
 */
export type Statistics = {
  /** Records that had a value for the comparison. */
  documents: Map<string, number>;
  /** Occurrences by `countKey`, a whole number of 32 bits with a sign. */
  counts: Map<number, number>;
};

export const noStatistics = (): Statistics => ({ documents: new Map(), counts: new Map() });

const seeds = new Map<string, number>();

/** The number under which a value of a comparison is counted. */
export const countKey = (comparison: string, value: string): number => countKeyOf(comparison, hash32(value));

/** The same of a value's hash. */
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
 * Keeps the counts few, however many different words a text makes up: of more than `most` those that occur least are
 * forgotten, which weigh as much as what never occurred (lossy counting, Manku & Motwani 2002).
 */
export function forgetRarest({ counts }: Statistics, most: number): void {
  if (counts.size <= most) return;
  for (let least = 2; counts.size > most / 2; least *= 2) {
    for (const [key, times] of counts) if (times < least) counts.delete(key);
  }
}

/** −log2 of a value's share of the records, smoothed so that a small collection makes nothing look rare; in steps of weights. */
export function rarity(statistics: Statistics, comparison: string, key: number): number {
  const share = ((statistics.counts.get(key) ?? 0) + 1) / ((statistics.documents.get(comparison) ?? 0) + 100);
  return toStep(-Math.log2(Math.max(share, RAREST)));
}

/** How much a word says, by its key: the logarithm of documents over documents with the word. */
export function inverseFrequency(statistics: Statistics, comparison: string): (key: number) => number {
  const documents = (statistics.documents.get(comparison) ?? 0) + 1;
  const { counts } = statistics;
  const unknown = Math.log(1 + documents / 0.5);
  return (key) => {
    const count = counts.get(key);
    return count === undefined ? unknown : Math.log(1 + documents / (count + 0.5));
  };
}

/** As text, and back: `restoreStatistics(storeStatistics(s))` counts the same. */
export function storeStatistics({ documents, counts }: Statistics): string {
  return JSON.stringify({ documents: [...documents], counts: [...counts] });
}

export function restoreStatistics(text: string): Statistics {
  if (text === '') return noStatistics();
  const kept = JSON.parse(text) as { documents: [string, number][]; counts: [number, number][] };
  return { documents: new Map(kept.documents), counts: new Map(kept.counts) };
}
