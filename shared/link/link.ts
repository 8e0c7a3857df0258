import { createBounds } from './bounds.ts';
import { type Collection, type Crowded, candidates } from './collection.ts';
import { type Features, NO_FEATURES } from './features.ts';
import type { Model } from './model.ts';
import { createReader } from './records.ts';
import { createWeigher, type Score, type Two } from './weigh.ts';

export type Pair = Score & { a: number; b: number; levels: Int8Array };

/** Scores pairs of records with one model. The `levels` of a result are valid only until the next call. */
export function createScorer(model: Model) {
  const reader = createReader(model);
  const weigher = createWeigher(model, reader);
  const levels = new Int8Array(model.comparisons.length);
  const two: Two = { a: NO_FEATURES, b: NO_FEATURES };
  const mayShow = createBounds(model, reader, weigher);
  return {
    reader,
    weigher,
    levels,
    score: (a: Features, b: Features): Score | null => {
      reader.levels(a, b, levels);
      two.a = a;
      two.b = b;
      return weigher.best(levels, two);
    },
    /** The score if the model shows the pair, otherwise null. For most pairs, a quick bounds check is enough. */
    shown: (a: Features, b: Features): Score | null => {
      if (!mayShow(a, b, levels)) return null;
      two.a = a;
      two.b = b;
      const found = weigher.best(levels, two);
      return found !== null && found.probability >= model.show ? found : null;
    },
  };
}

/**
 * All candidate pairs whose best hypothesis is a duplicate hypothesis, with the earlier record first.
 * @param told callbacks for the number of pairs compared per record, and for keys that too many records share.
 */
export function* linkAll(
  collection: Collection,
  model = collection.model,
  told: { compared?: (pairs: number) => void; crowded?: (rule: string, found: Crowded) => void } = {},
): Generator<Pair, void, void> {
  const { score, levels } = createScorer(model);
  const { features } = collection;
  for (const [b, earlier] of candidates(collection, undefined, told.crowded)) {
    told.compared?.(earlier.length);
    for (const a of earlier) {
      const found = score(features[a] ?? NO_FEATURES, features[b] ?? NO_FEATURES);
      if (found === null || model.hypotheses[found.hypothesis]?.duplicate !== true) continue;
      yield { ...found, a, b, levels: levels.slice() };
    }
  }
}
