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
  /** Occurrences by `countKey`. */
  counts: Map<number, number>;
};

export const noStatistics = (): Statistics => ({ documents: new Map(), counts: new Map() });

const seeds = new Map<string, number>();

/** The number under which a value of a comparison is counted. */
export function countKey(comparison: string, value: string): number {
  let seed = seeds.get(comparison);
  if (seed === undefined) {
    seed = hash32(comparison);
    seeds.set(comparison, seed);
  }
  return hash32(value, seed);
}

export function count(statistics: Statistics, comparison: string, keys: Iterable<number>): void {
  statistics.documents.set(comparison, (statistics.documents.get(comparison) ?? 0) + 1);
  for (const key of keys) statistics.counts.set(key, (statistics.counts.get(key) ?? 0) + 1);
}

/** −log2 of a value's share of the records, smoothed so that a small collection makes nothing look rare. */
export function rarity(statistics: Statistics, comparison: string, key: number): number {
  const share = ((statistics.counts.get(key) ?? 0) + 1) / ((statistics.documents.get(comparison) ?? 0) + 100);
  return -Math.log2(Math.max(share, RAREST));
}

/** How much a word says: the logarithm of documents over documents with the word. */
export function inverseFrequency(statistics: Statistics, comparison: string, key: number): number {
  const documents = statistics.documents.get(comparison) ?? 0;
  return Math.log(1 + (documents + 1) / ((statistics.counts.get(key) ?? 0) + 0.5));
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
