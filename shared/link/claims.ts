import type { Collection } from './collection.ts';
import { linkAll, type Pair } from './link.ts';
import type { Model } from './model.ts';
import { SURE_BITS } from './one-partner.ts';

/** Width of a step of weight, in bits. */
export const STEP = 2;
/** The probability from which on a model is sure. */
export const SURE = 0.95;

/**
 * What a model says of a collection's candidates. `same`: how many it expects to be true; `sure`: of how many it is sure;
 * `steps`: number of pairs by step of weight; `surest`: those that the weights alone are sure of.
 */
export type Claims = {
  same: number;
  sure: number;
  steps: ReadonlyMap<number, number>;
  surest: readonly Pick<Pair, 'a' | 'b' | 'weight'>[];
};

/** Scores the candidates as linking does, with the values' own frequencies and all that rules a hypothesis out. */
export function claimsOf(collection: Collection, model: Model): Claims {
  let [same, sure] = [0, 0];
  const steps = new Map<number, number>();
  const surest: Pick<Pair, 'a' | 'b' | 'weight'>[] = [];
  for (const { a, b, weight, probability } of linkAll(collection, model)) {
    same += probability;
    if (probability >= SURE) sure += 1;
    const step = Math.floor(weight / STEP);
    steps.set(step, (steps.get(step) ?? 0) + 1);
    if (weight >= SURE_BITS) surest.push({ a, b, weight });
  }
  return { same: Math.round(same), sure, steps, surest };
}
