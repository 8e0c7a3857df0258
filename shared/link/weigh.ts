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
   * log2 of the odds for the hypothesis: the prior plus the weights of the comparisons, minus what the competing
   * hypotheses take away.
   */
  weight: number;
  /** Calibrated probability, 0 to 1. */
  probability: number;
};

export type Weigher = ReturnType<typeof createWeigher>;
export type Term = Reason & { weight: number };
export type Explained = Score & { terms: Term[] };

/** The features of the two records that are compared. */
export type Two = { a: Features; b: Features };

type Weighed = {
  hypothesis: Hypothesis;
  prior: number;
  /** Weights by comparison and level. */
  weights: readonly (readonly number[])[];
  /** By comparison and level: log2 m if the value's own frequency is used instead of u, otherwise NaN. */
  byRarity: readonly (readonly number[])[];
  requires: readonly { comparison: number; level: number }[];
  unless: readonly { comparison: number; level: number }[];
  oneOf: { comparisons: readonly number[]; bits: number } | null;
};

/**
 * Computes the weight of a pair's levels under each hypothesis (Fellegi and Sunter 1969): log2(m/u) for a level, log2(m
 * / the value's own frequency) for an equal value, and 0 for an unknown value.
 */
export function createWeigher(model: Model, reader: Reader) {
  const { comparisons } = model;
  const at = (name: string) => comparisons.findIndex((one) => one.name === name);
  const placeOf = (named: { comparison: string; level: string }) => {
    const comparison = at(named.comparison);
    return { comparison, level: comparisons[comparison]?.levels.findIndex((one) => one.name === named.level) ?? -1 };
  };
  const rarest = (comparison: number, level: number): number => reader.comparators[comparison]?.rarest(level) ?? 0;
  const all: Weighed[] = model.hypotheses.map((hypothesis) => ({
    hypothesis,
    prior: toStep(hypothesis.prior),
    weights: comparisons.map((one) => {
      const m = hypothesis.m[one.name];
      return one.levels.map((level, i) => (m === undefined ? 0 : toStep(Math.log2((m[i] ?? level.u) / level.u))));
    }),
    byRarity: comparisons.map(({ name, levels }, i) => {
      const m = hypothesis.m[name];
      return levels.map((_, level) => (rarest(i, level) > 0 ? Math.log2(m?.[level] ?? Number.NaN) : Number.NaN));
    }),
    requires: hypothesis.requires.map(placeOf),
    unless: hypothesis.unless.map(placeOf),
    oneOf: hypothesis.oneOf && { ...hypothesis.oneOf, comparisons: hypothesis.oneOf.comparisons.map(at) },
  }));

  /**
   * For each comparison, the other `comparison` that may have counted the same evidence, the last `level` at which it
   * does, and how much of each level's weight then still counts (`counts`).
   */
  const givens = comparisons.map(({ given }) =>
    given === undefined ? null : { ...placeOf(given), counts: given.counts },
  );

  const weightOf = (one: Weighed, comparison: number, levels: Int8Array, two: Two): number => {
    const level = levels[comparison] ?? -1;
    if (level < 0) return 0;
    const weight = fullWeight(one, comparison, level, two);
    const given = givens[comparison];
    if (given == null) return weight;
    const other = levels[given.comparison] ?? -1;
    return other < 0 || other > given.level ? weight : toStep(weight * (given.counts[level] ?? 1));
  };

  const fullWeight = (one: Weighed, comparison: number, level: number, { a, b }: Two): number => {
    const m = one.byRarity[comparison]?.[level] ?? Number.NaN;
    if (!Number.isNaN(m)) {
      const rare = reader.comparators[comparison]?.rarity(a.get(comparison), b.get(comparison), level) ?? Number.NaN;
      if (!Number.isNaN(rare)) return toStep(m + rare);
    }
    return one.weights[comparison]?.[level] ?? 0;
  };

  const meets = (one: Weighed, levels: Int8Array, two: Two): boolean => {
    for (const need of one.requires) {
      const level = levels[need.comparison] ?? -1;
      if (level < 0 || level > need.level) return false;
    }
    const { oneOf, unless } = one;
    if (unless.length > 0 && unless.every(({ comparison, level }) => (levels[comparison] ?? -1) >= level)) return false;
    return oneOf === null || oneOf.comparisons.some((i) => weightOf(one, i, levels, two) >= oneOf.bits);
  };

  const most = Math.max(...comparisons.map((one) => one.levels.length));
  const tables = all.map((one) => Float64Array.from(one.weights.flatMap((row) => pad(row, most))));
  const rare = Uint8Array.from(
    comparisons.flatMap((one, i) =>
      Array.from({ length: most }, (_, level) => Number(level < one.levels.length && rarest(i, level) > 0)),
    ),
  );
  const dependent = givens.map((one) => one !== null);
  const sums = new Float64Array(all.length);
  const sumUp = (levels: Int8Array, two: Two): void => {
    for (let h = 0; h < all.length; h++) sums[h] = all[h]?.prior ?? 0;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i] ?? -1;
      if (level < 0) continue;
      const isSpecial = rare[i * most + level] === 1 || dependent[i] === true;
      for (let h = 0; h < tables.length; h++) {
        const one = isSpecial ? all[h] : undefined;
        const weight = one === undefined ? (tables[h]?.[i * most + level] ?? 0) : weightOf(one, i, levels, two);
        sums[h] = (sums[h] ?? 0) + weight;
      }
    }
  };

  /** Whether each hypothesis's requirements are met, for the pair in `sums`. */
  const met = new Uint8Array(all.length);
  /**
   * How much the competing hypotheses reduce this one's weight; 0 or less. Duplicate hypotheses compete with
   * non-duplicate ones, as long as their own requirements are met.
   */
  const rivals = (duplicate: boolean): number => {
    let odds = 1;
    for (let h = 0; h < all.length; h++) {
      const sum = sums[h] ?? 0;
      if (sum > NEGLIGIBLE && met[h] === 1 && all[h]?.hypothesis.duplicate !== duplicate)
        odds += 2 ** Math.min(200, sum);
    }
    return odds === 1 ? 0 : -toStep(Math.log2(odds));
  };

  /** The best hypothesis whose requirements are met, or null. Also fills `sums` and `met`. */
  const best = (levels: Int8Array, two: Two): Score | null => {
    sumUp(levels, two);
    for (const [h, one] of all.entries()) met[h] = meets(one, levels, two) ? 1 : 0;
    let found = -1;
    let weight = Number.NEGATIVE_INFINITY;
    for (let h = 0; h < all.length; h++) {
      const one = all[h];
      if (one === undefined || met[h] === 0) continue;
      const own = (sums[h] ?? 0) + rivals(one.hypothesis.duplicate);
      if (own <= weight) continue;
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
    /**
     * For a scored pair, the weights of each comparison, of the competing hypotheses and of the prior. They add up
     * exactly to the pair's weight.
     */
    parts: ({ hypothesis, weight }: Pick<Score, 'hypothesis' | 'weight'>, levels: Int8Array, two: Two): number[] => {
      const one = all[hypothesis];
      if (one === undefined) return [];
      const own = comparisons.map((_, i) => weightOf(one, i, levels, two));
      const sum = own.reduce((total, part) => total + part, one.prior);
      return [...own, weight - sum, one.prior];
    },
    /** The weight of one level, log2(m/u), without the value's own frequency. */
    plainWeight: (hypothesis: number, comparison: number, level: number): number =>
      all[hypothesis]?.weights[comparison]?.[level] ?? 0,
    /** The weight of a level if the value is as rare as possible; −∞ when rarity isn't used. */
    rarestWeight: (hypothesis: number, comparison: number, level: number): number => {
      const own = all[hypothesis]?.byRarity[comparison]?.[level] ?? Number.NaN;
      return Number.isNaN(own) ? Number.NEGATIVE_INFINITY : own + rarest(comparison, level);
    },
    /** The best hypothesis with its reasons, whose weights sum exactly to the score. */
    explain: (levels: Int8Array, two: Two): Explained | null => {
      const score = best(levels, two);
      const one = score === null ? undefined : all[score.hypothesis];
      if (score === null || one === undefined) return null;
      const terms: Term[] = [];
      for (const [i, comparison] of comparisons.entries()) {
        const level = levels[i] ?? -1;
        const weight = weightOf(one, i, levels, two);
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

/**
 * Rivals up to this weight (odds of one in a million) are ignored, because they would reduce a weight by less than the
 * smallest step. Most pairs have only such rivals.
 */
const NEGLIGIBLE = -20;

const pad = (row: readonly number[], length: number): number[] => Array.from({ length }, (_, i) => row[i] ?? 0);

export function probabilityOf(hypothesis: Pick<Hypothesis, 'calibration'>, weight: number): number {
  if (hypothesis.calibration.length > 0) return interpolate(hypothesis.calibration, weight);
  return 1 / (1 + 2 ** -Math.max(-500, Math.min(500, weight)));
}
