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
  /**
   * The rarity (−log2 of the frequency) of what the two values have in common at this level. NaN if the level's own u
   * applies instead.
   */
  rarity: (a: F, b: F, level: number) => number;
  /** The most that `rarity` can be at this level; 0 where it is never used. */
  rarest: (level: number) => number;
  pack: (feature: F, into: Packer) => void;
  unpack: (from: Unpacker) => F;
};

/** For kinds of comparison in which a value's frequency doesn't matter. */
export const neverRare = { rarity: (): number => Number.NaN, rarest: (): number => 0 };
export const nothingCounted = (): null => null;
