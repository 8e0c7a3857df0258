import type { Claims } from './claims.ts';
import type { Collection } from './collection.ts';
import { secondPartners } from './one-partner.ts';

/**
 * Why a learned model isn't plausible. `too_many`: it finds more true pairs than such files can have. The other reasons
 * are about the pairs that the model is sure of, compared with those of the given model. `far_more`, `far_fewer`: there
 * are far more or far fewer. `conflicts`: more records of one file have several partners in the other. `open`: more
 * often, two records surely match a third one but surely don't match each other.
 */
export type Implausible = 'too_many' | 'far_more' | 'far_fewer' | 'conflicts' | 'open';

/** Maximum number of true pairs per record of a file, or per record of the smaller of two files. */
const MOST_PER_RECORD = { one: 8, two: 1.5 };
/**
 * A learned model is rejected if its number of sure pairs, relative to the given model's, is outside these two limits.
 */
const MOST_TIMES = 3;
const LEAST_TIMES = 0.05;
/** Minimum number of sure pairs for any conclusion. */
export const FEW_PAIRS = 20;
/** Maximum increase in the share of sure pairs that give a record a second partner in the other file. */
const MOST_CONFLICTS = 0.05;
/** Maximum increase in the share of triangles of sure pairs that are open. */
const MOST_OPEN = 0.1;

/** The maximum number of true pairs in one file, or between two. */
export const mostTruePairs = ({ ids, second }: Pick<Collection, 'ids' | 'second'>): number =>
  second === null ? ids.length * MOST_PER_RECORD.one : Math.min(second, ids.length - second) * MOST_PER_RECORD.two;

/** Why the learned model's claims aren't plausible compared to those of the given model, or null if they are. */
export function implausibility(
  files: Pick<Collection, 'ids' | 'second'>,
  now: Claims,
  before: Claims,
): Implausible | null {
  if (now.same > mostTruePairs(files)) return 'too_many';
  if (now.sure > Math.max(FEW_PAIRS, before.sure) * MOST_TIMES) return 'far_more';
  if (before.sure >= FEW_PAIRS && now.sure < before.sure * LEAST_TIMES) return 'far_fewer';
  // A file seldom has two records of the same thing, so a record's second partner is probably wrong.
  const share = ({ surest }: Claims): number => secondPartners(surest) ?? 0;
  if (files.second !== null) return share(now) > share(before) + MOST_CONFLICTS ? 'conflicts' : null;
  return (now.open ?? 0) > (before.open ?? 0) + MOST_OPEN ? 'open' : null;
}
