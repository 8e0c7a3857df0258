import type { Collection } from './collection.ts';
import { linkAll } from './link.ts';
import type { Model } from './model.ts';
import { secondPartners } from './one-partner.ts';
import type { Counted } from './prior.ts';

/**
 * `too_many`: more true pairs than such files can have; the others compare the pairs of which a model is sure.
 * `conflicts`: more records of one file have several partners in the other.
 */
export type Absurd = 'too_many' | 'far_more' | 'far_fewer' | 'conflicts';

/** Most true pairs for each record of a file, and for each record of the smaller one of two files. */
const MOST_PER_RECORD = { one: 8, two: 1.5 };
/** A learned model that is sure of this many times as many pairs as before, or of this share of them, is not believed. */
const MOST_TIMES = 3;
const LEAST_TIMES = 0.05;
/** Pairs of which a model is sure; fewer say nothing. */
const FEW_PAIRS = 20;

/** How many more of the sure pairs than before may give a record a second partner in the other file. */
const MOST_CONFLICTS = 0.05;

/** Two files seldom have one thing twice each, so a record's second partner is more likely wrong than not. */
function conflicts(collection: Collection, learned: Model): 'conflicts' | null {
  if (collection.second === null) return null;
  const share = (model: Model): number => secondPartners(linkAll(collection, model)) ?? 0;
  return share(learned) > share(collection.model) + MOST_CONFLICTS ? 'conflicts' : null;
}

/**
 * Why what was learned is not believed, or null.
 * @param now what the learned model finds. @param before how many pairs the model given is sure of.
 */
export function absurdity(collection: Collection, learned: Model, now: Counted, before: number): Absurd | null {
  return absurdCount(collection, now, before) ?? conflicts(collection, learned);
}

function absurdCount({ ids, second }: Collection, now: Counted, before: number): Absurd | null {
  const most =
    second === null ? ids.length * MOST_PER_RECORD.one : Math.min(second, ids.length - second) * MOST_PER_RECORD.two;
  if (now.same > most) return 'too_many';
  if (now.sure > Math.max(FEW_PAIRS, before) * MOST_TIMES) return 'far_more';
  return before >= FEW_PAIRS && now.sure < before * LEAST_TIMES ? 'far_fewer' : null;
}
