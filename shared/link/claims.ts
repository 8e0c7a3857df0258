import type { Collection } from './collection.ts';
import { NO_FEATURES } from './features.ts';
import { createScorer, linkAll, type Pair } from './link.ts';
import type { Model } from './model.ts';
import { SURE_BITS } from './one-partner.ts';

/** Width of a step of weight, in bits. */
export const STEP = 2;
/** At or above this probability, a model is sure of a pair. */
export const SURE = 0.95;

/**
 * What a model says about a collection's candidates. `same`: how many pairs the model expects to be true. `sure`: how
 * many pairs it is sure of. `steps`: number of pairs by step of weight. `surest`: the pairs that the weights alone are
 * sure of. `open`: how often two records that surely match a third one don't match each other; null if there are too
 * few such cases.
 */
export type Claims = {
  same: number;
  sure: number;
  steps: ReadonlyMap<number, number>;
  surest: readonly SurePair[];
  open: number | null;
};
type SurePair = Pick<Pair, 'a' | 'b' | 'weight'>;

/** How many triangles are examined; fewer than `least` are not enough for a conclusion. */
const TRIANGLES = { least: 50, most: 4000 };
/** Records don't match if the odds (log2) are below about one in a thousand. */
const NOT_THE_SAME = -10;

/**
 * Scores the candidates as linking does, which includes the values' own frequencies and everything that can rule out a
 * hypothesis.
 */
export function claimsOf(collection: Collection, model: Model): Claims {
  let [same, sure] = [0, 0];
  const steps = new Map<number, number>();
  const surest: SurePair[] = [];
  for (const { a, b, weight, probability } of linkAll(collection, model)) {
    same += probability;
    if (probability >= SURE) sure += 1;
    const step = Math.floor(weight / STEP);
    steps.set(step, (steps.get(step) ?? 0) + 1);
    if (weight >= SURE_BITS) surest.push({ a, b, weight });
  }
  return { same: Math.round(same), sure, steps, surest, open: openTriangles(collection, model, surest) };
}

/** Checks, without labels, whether records that match the same third record also match each other. */
function openTriangles({ features, second }: Collection, model: Model, surest: readonly SurePair[]): number | null {
  if (second !== null) return null;
  const { score } = createScorer(model);
  const last = new Map<number, number>();
  let [all, open] = [0, 0];
  for (const { a, b } of surest) {
    for (const [middle, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const third = last.get(middle);
      last.set(middle, other);
      if (third === undefined || third === other || all >= TRIANGLES.most) continue;
      const found = score(
        features[Math.min(third, other)] ?? NO_FEATURES,
        features[Math.max(third, other)] ?? NO_FEATURES,
      );
      all += 1;
      if (found === null || found.weight < NOT_THE_SAME) open += 1;
    }
  }
  return all < TRIANGLES.least ? null : open / all;
}

/** How many pairs both models are sure of. */
export function sureInBoth(one: Claims, other: Claims): number {
  const keyOf = ({ a, b }: SurePair): string => `${a} ${b}`;
  const keys = new Set(one.surest.map(keyOf));
  return other.surest.filter((pair) => keys.has(keyOf(pair))).length;
}
