import type { Collection } from './collection.ts';
import { type Dependence, shareCounted } from './em.ts';
import type { Hypothesis, Model } from './model.ts';
import { candidatePatterns } from './patterns.ts';

/**
 * Sets the prior so that the candidates' probabilities sum to the number of true pairs that the prior implies among all
 * pairs.
 */
export function learnPrior(model: Model, collection: Collection, patterns = candidatePatterns(collection)): Model {
  const first = firstDuplicate(model);
  const { length } = collection.ids;
  const second = collection.second;
  const pairs = second === null ? (length * (length - 1)) / 2 : second * (length - second);
  const bitsOf = bitsUnder(model, first);
  const likelihoods = Array.from(patterns.values(), ({ levels, count }) => ({
    odds: 2 ** Math.min(200, bitsOf(levels)),
    count,
  }));
  let share = 2 ** first.prior / (1 + 2 ** first.prior);
  for (let round = 0; round < 100; round++) {
    let expected = 0;
    for (const { odds, count } of likelihoods) {
      const posterior = (odds * share) / (1 - share);
      expected += (count * posterior) / (1 + posterior);
    }
    share = Math.min(0.5, Math.max(0.5, expected) / pairs);
  }
  const fitted = { ...first, prior: Math.log2(share / (1 - share)) };
  return { ...model, hypotheses: model.hypotheses.map((one) => (one.name === first.name ? fitted : one)) };
}

/**
 * For each comparison, the other comparison that may have counted the same evidence (`parent`), the last level at which
 * it does (`last`), and how much of each level's weight then still counts (`counts`).
 */
export function dependencesOf({ comparisons }: Model): (Dependence | null)[] {
  return comparisons.map(({ given }) => {
    const parent = comparisons.findIndex((one) => one.name === given?.comparison);
    const last = comparisons[parent]?.levels.findIndex((one) => one.name === given?.level) ?? -1;
    return given === undefined ? null : { parent, last, counts: given.counts };
  });
}

/** The weight of a pattern under a hypothesis, without the prior and the values' own frequencies. */
export function bitsUnder(model: Model, { m }: Hypothesis): (levels: Int8Array) => number {
  const depends = dependencesOf(model);
  const weights = model.comparisons.map(({ name, levels }) =>
    levels.map((level, i) => Math.log2((m[name]?.[i] ?? level.u) / level.u)),
  );
  return (levels) => {
    let bits = 0;
    for (const [i, row] of weights.entries()) {
      const level = levels[i] ?? -1;
      if (level >= 0) bits += (row[level] ?? 0) * shareCounted(depends[i], level, levels);
    }
    return bits;
  };
}

export function firstDuplicate(model: Model): Hypothesis {
  const first = model.hypotheses.find((one) => one.duplicate) ?? model.hypotheses[0];
  if (first === undefined) throw new RangeError('a model needs a hypothesis');
  return first;
}
