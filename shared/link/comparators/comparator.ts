import type { Packer, Unpacker } from '../pack.ts';
import type { Statistics } from '../statistics.ts';

/** The level of a pair when at least one side has no value; it adds no weight. */
export const NULL_LEVEL = -1;

/**
 * A kind of comparison. `F` is the data it needs from a record, computed once per record so that comparing a pair is
 * cheap. Values are already normalized and in the order of the comparison's fields; '' means unknown.
 */
export type Comparator<F> = {
  /** The `countKey` values to count for a record; null when it has none or when the comparison doesn't use counts. */
  counted: (values: readonly string[]) => readonly number[] | null;
  prepare: (values: readonly string[], statistics: Statistics) => F | null;
  /** Index of the first matching level. */
  level: (a: F, b: F) => number;
  /** −log2 of the frequency of the shared value; called only for level 0. NaN means that the level's own u applies. */
  rarity: (a: F) => number;
  pack: (feature: F, into: Packer) => void;
  unpack: (from: Unpacker) => F;
};

export const neverRare = (): number => Number.NaN;
export const nothingCounted = (): null => null;
