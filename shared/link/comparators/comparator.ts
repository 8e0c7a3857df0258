import type { Packer, Unpacker } from '../pack.ts';
import type { Statistics } from '../statistics.ts';

/** The level of a pair of which one side says nothing: it weighs nothing. */
export const NULL_LEVEL = -1;

/**
 * One way of comparing. `F` is what is worked out once for each record, so that a pair costs as little as may be.
 * Values come normalized, in the order of the comparison's fields; '' is an unknown one.
 */
export type Comparator<F> = {
  /** What is to be counted of a record's values, by `countKey`; null where it has none or nothing needs counting. */
  counted: (values: readonly string[]) => readonly number[] | null;
  prepare: (values: readonly string[], statistics: Statistics) => F | null;
  /** Index of the first level that holds. */
  level: (a: F, b: F) => number;
  /** −log2 of the frequency of the value that both share; asked for on level 0 alone. NaN: use the level's own u. */
  rarity: (a: F) => number;
  pack: (feature: F, into: Packer) => void;
  unpack: (from: Unpacker) => F;
};

export const neverRare = (): number => Number.NaN;
export const nothingCounted = (): null => null;
