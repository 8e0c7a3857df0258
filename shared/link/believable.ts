import type { Claims } from './claims.ts';
import type { Collection } from './collection.ts';
import { secondPartners } from './one-partner.ts';

/**
 * `too_many`: more true pairs than such files can have; the others compare the pairs of which a model is sure.
 * `conflicts`: more records of one file have several partners in the other. `open`: more often, two records are surely the
 * same as a third one and surely not each other.
 */
export type Absurd = 'too_many' | 'far_more' | 'far_fewer' | 'conflicts' | 'open';

/** Most true pairs for each record of a file, and for each record of the smaller one of two files. */
const MOST_PER_RECORD = { one: 8, two: 1.5 };
/** A learned model that is sure of this many times as many pairs as before, or of this share of them, is not believed. */
const MOST_TIMES = 3;
const LEAST_TIMES = 0.05;
/** Pairs of which a model is sure; fewer say nothing. */
export const FEW_PAIRS = 20;
/** How many more of the sure pairs than before may give a record a second partner in the other file. */
const MOST_CONFLICTS = 0.05;
/** How many more of the triangles of sure pairs than before may be open. */
const MOST_OPEN = 0.1;

/** The most true pairs that one file can have, or two. */
export const mostTruePairs = ({ ids, second }: Pick<Collection, 'ids' | 'second'>): number =>
  second === null ? ids.length * MOST_PER_RECORD.one : Math.min(second, ids.length - second) * MOST_PER_RECORD.two;

/** Why what the learned model claims is not believed beside what the model given claims, or null. */
export function absurdity(files: Pick<Collection, 'ids' | 'second'>, now: Claims, before: Claims): Absurd | null {
  if (now.same > mostTruePairs(files)) return 'too_many';
  if (now.sure > Math.max(FEW_PAIRS, before.sure) * MOST_TIMES) return 'far_more';
  if (before.sure >= FEW_PAIRS && now.sure < before.sure * LEAST_TIMES) return 'far_fewer';
  // Two files seldom have one thing twice each, so a record's second partner is more likely wrong than not.
  const share = ({ surest }: Claims): number => secondPartners(surest) ?? 0;
  if (files.second !== null) return share(now) > share(before) + MOST_CONFLICTS ? 'conflicts' : null;
  return (now.open ?? 0) > (before.open ?? 0) + MOST_OPEN ? 'open' : null;
}
