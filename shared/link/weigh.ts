import { toStep } from './bits.ts';
import { interpolate } from './calibrate.ts';
import type { Features } from './features.ts';
import type { Hypothesis, Model } from './model.ts';
import { type Reason, reasonApart, reasonOf } from './reason.ts';
import type { Reader } from './records.ts';

export type Score = {
  /** Index of the hypothesis in the model. */
  hypothesis: number;
  /**
   * log2 of the odds for the hypothesis: the prior plus the weights of the comparisons, reduced by the competing
   * hypotheses.
   */
  weight: number;
  /** Calibrated probability, 0 to 1. */
  probability: number;
};

export type Weigher = ReturnType<typeof createWeigher>;
export type Term = Reason & { weight: number };
export type Explained = Score & { terms: Term[] };

type Weighed = {
  hypothesis: Hypothesis;
  prior: number;
  /** Weights by comparison and level. */
  weights: readonly (readonly number[])[];
  /** For each comparison, log2 m of the level `equal` if the value's own frequency replaces u; otherwise NaN. */
  byRarity: readonly number[];
  requires: readonly { comparison: number; level: number }[];
  oneOf: { comparisons: readonly number[]; bits: number } | null;
};

/**
 * Computes the weight of a pair's levels under each hypothesis (Fellegi and Sunter 1969): log2(m/u) for a level, log2(m /
 * the value's own frequency) for an equal value, and nothing for an unknown value.
 */
export function createWeigher(model: Model, reader: Reader) {
  const { comparisons } = model;
  const at = (name: string) => comparisons.findIndex((one) => one.name === name);
  const all: Weighed[] = model.hypotheses.map((hypothesis) => ({
    hypothesis,
    prior: toStep(hypothesis.prior),
    weights: comparisons.map((one) => {
      const m = hypothesis.m[one.name];
      return one.levels.map((level, i) => (m === undefined ? 0 : toStep(Math.log2((m[i] ?? level.u) / level.u))));
    }),
    byRarity: comparisons.map((one) => {
      const first = hypothesis.m[one.name]?.[0];
      const frequent = 'frequency' in one && one.frequency && one.levels[0]?.when && 'equal' in one.levels[0].when;
      return frequent && first !== undefined ? Math.log2(first) : Number.NaN;
    }),
    requires: hypothesis.requires.map((need) => {
      const comparison = at(need.comparison);
      return { comparison, level: comparisons[comparison]?.levels.findIndex((one) => one.name === need.level) ?? -1 };
    }),
    oneOf: hypothesis.oneOf && { ...hypothesis.oneOf, comparisons: hypothesis.oneOf.comparisons.map(at) },
  }));

  /** For each comparison, which other one may have counted the same evidence, up to which level, and what is left then. */
  const givens = comparisons.map(({ given }) => {
    if (given === undefined) return null;
    const comparison = at(given.comparison);
    const level = comparisons[comparison]?.levels.findIndex((one) => one.name === given.level) ?? -1;
    return { comparison, level, counts: given.counts };
  });

  const weightOf = (one: Weighed, comparison: number, levels: Int8Array, a: Features): number => {
    const level = levels[comparison] ?? -1;
    if (level < 0) return 0;
    const weight = fullWeight(one, comparison, level, a);
    const given = givens[comparison];
    if (given == null) return weight;
    const other = levels[given.comparison] ?? -1;
    return other < 0 || other > given.level ? weight : toStep(weight * (given.counts[level] ?? 1));
  };

  const fullWeight = (one: Weighed, comparison: number, level: number, a: Features): number => {
    const m = level === 0 ? one.byRarity[comparison] : Number.NaN;
    if (m !== undefined && !Number.isNaN(m)) {
      const rare = reader.comparators[comparison]?.rarity(a.get(comparison)) ?? Number.NaN;
      if (!Number.isNaN(rare)) return toStep(m + rare);
    }
    return one.weights[comparison]?.[level] ?? 0;
  };

  const meets = (one: Weighed, levels: Int8Array, a: Features): boolean => {
    for (const need of one.requires) {
      const level = levels[need.comparison] ?? -1;
      if (level < 0 || level > need.level) return false;
    }
    const { oneOf } = one;
    return oneOf === null || oneOf.comparisons.some((i) => weightOf(one, i, levels, a) >= oneOf.bits);
  };

  const most = Math.max(...comparisons.map((one) => one.levels.length));
  const tables = all.map((one) => Float64Array.from(one.weights.flatMap((row) => pad(row, most))));
  const rare = comparisons.map((_, i) => all.some((one) => !Number.isNaN(one.byRarity[i])));
  const dependent = givens.map((one) => one !== null);
  const sums = new Float64Array(all.length);
  const sumUp = (levels: Int8Array, a: Features): void => {
    for (let h = 0; h < all.length; h++) sums[h] = all[h]?.prior ?? 0;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i] ?? -1;
      if (level < 0) continue;
      const isSpecial = (level === 0 && rare[i] === true) || dependent[i] === true;
      for (let h = 0; h < tables.length; h++) {
        const one = isSpecial ? all[h] : undefined;
        const weight = one === undefined ? (tables[h]?.[i * most + level] ?? 0) : weightOf(one, i, levels, a);
        sums[h] = (sums[h] ?? 0) + weight;
      }
    }
  };

  /**
   * How much the competing hypotheses reduce this one's weight; 0 or less. Duplicate hypotheses compete with
   * non-duplicate ones.
   */
  const rivals = (duplicate: boolean): number => {
    let odds = 1;
    for (let h = 0; h < all.length; h++)
      if (all[h]?.hypothesis.duplicate !== duplicate) odds += 2 ** Math.min(200, sums[h] ?? 0);
    return odds === 1 ? 0 : -toStep(Math.log2(odds));
  };

  /** The best hypothesis whose requirements are met, or null. Also fills `sums`. */
  const best = (levels: Int8Array, a: Features): Score | null => {
    sumUp(levels, a);
    let found = -1;
    let weight = Number.NEGATIVE_INFINITY;
    for (let h = 0; h < all.length; h++) {
      const one = all[h];
      if (one === undefined) continue;
      const own = (sums[h] ?? 0) + rivals(one.hypothesis.duplicate);
      if (own <= weight || !meets(one, levels, a)) continue;
      found = h;
      weight = own;
    }
    const chosen = all[found];
    return chosen === undefined
      ? null
      : { hypothesis: found, weight, probability: probabilityOf(chosen.hypothesis, weight) };
  };

  return {
    best,
    /** The weight of each comparison of a pair under one hypothesis. They add up to its score, with the prior and rivals. */
    weights: (hypothesis: number, levels: Int8Array, a: Features): number[] => {
      const one = all[hypothesis];
      return comparisons.map((_, i) => (one === undefined ? 0 : weightOf(one, i, levels, a)));
    },
    /** The weight of one level, log2(m/u), without the value's own frequency. */
    plainWeight: (hypothesis: number, comparison: number, level: number): number =>
      all[hypothesis]?.weights[comparison]?.[level] ?? 0,
    /** log2 m of an equal value, to which the caller adds the value's rarity; −∞ when rarity isn't used. */
    rareWeight: (hypothesis: number, comparison: number): number => {
      const own = all[hypothesis]?.byRarity[comparison] ?? Number.NaN;
      return Number.isNaN(own) ? Number.NEGATIVE_INFINITY : own;
    },
    /** The best hypothesis with its reasons, whose weights sum exactly to the score. */
    explain: (levels: Int8Array, a: Features): Explained | null => {
      const score = best(levels, a);
      const one = score === null ? undefined : all[score.hypothesis];
      if (score === null || one === undefined) return null;
      const terms: Term[] = [];
      for (const [i, comparison] of comparisons.entries()) {
        const level = levels[i] ?? -1;
        const weight = weightOf(one, i, levels, a);
        const reason = reasonOf(comparison, level);
        if (reason !== null && weight !== 0) terms.push({ ...reason, weight });
      }
      terms.sort((x, y) => y.weight - x.weight);
      const rival = rivals(one.hypothesis.duplicate);
      if (rival !== 0) terms.push({ ...reasonApart('rivals'), weight: rival });
      terms.push({ ...reasonApart('prior'), weight: one.prior });
      return { ...score, terms };
    },
  };
}

const pad = (row: readonly number[], length: number): number[] => Array.from({ length }, (_, i) => row[i] ?? 0);

export function probabilityOf(hypothesis: Pick<Hypothesis, 'calibration'>, weight: number): number {
  if (hypothesis.calibration.length > 0) return interpolate(hypothesis.calibration, weight);
  return 1 / (1 + 2 ** -Math.max(-500, Math.min(500, weight)));
}
