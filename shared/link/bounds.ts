import { STEP_BITS, toStep } from './bits.ts';
import type { Comparison } from './comparison.ts';
import type { Features } from './features.ts';
import type { Model } from './model.ts';
import { levelOf, type Reader } from './records.ts';
import { probabilityOf, type Weigher } from './weigh.ts';

/** Relative cost of comparisons, determined empirically. Expensive ones run last and usually aren't needed. */
const COST: Record<Comparison['kind'], number> = {
  category: 1,
  number: 1,
  interval: 1,
  date: 2,
  place: 3,
  items: 4,
  string: 5,
  tokens: 6,
  names: 7,
};

/**
 * Extra cost of Jaro-Winkler similarity. Edit distance is cheaper, because comparing the sets of letters of two texts
 * usually shows that too many edits are needed.
 */
const LIKENESS = 0.5;

function costOf({ fields }: Model, comparison: Comparison | undefined): number {
  // Comparing license plates is cheap, because few narratives contain any, and a missing value is detected at once.
  const isRare = fields.some(({ name, normalize }) => normalize === 'plates' && comparison?.fields.includes(name));
  if (isRare) return 0;
  const asksLikeness =
    comparison?.kind === 'string' && comparison.levels.some(({ when }) => when !== undefined && 'jaroWinkler' in when);
  return COST[comparison?.kind ?? 'tokens'] + (asksLikeness ? LIKENESS : 0);
}

type Line = {
  prior: number;
  /** The minimum weight at which the model shows a pair; infinite if it never shows one. */
  least: number;
  /** Weights by comparison and level. */
  weights: readonly Float64Array[];
  /** For each position, the maximum weight that the comparisons from that position on can still add. */
  rest: Float64Array;
  /** For each comparison, the index of the last acceptable level; −1 when no level is required. */
  needs: Int8Array;
};

/**
 * Creates a check that runs a pair's comparisons and stops as soon as no hypothesis can reach the probability at which
 * pairs are shown, even if each remaining comparison is at its best level. If the pair passes, `levels` has the level
 * of every comparison.
 * @returns the check; it returns false when the pair is certainly not shown, and `levels` is then only partly filled.
 */
export function createBounds(model: Model, reader: Reader, weigher: Weigher) {
  const { comparisons } = model;
  const order = comparisons
    .map((_, at) => at)
    .sort((a, b) => costOf(model, comparisons[a]) - costOf(model, comparisons[b]));
  /**
   * An upper bound of each level's weight. If the level's weight depends on rarity, assumes the rarest possible value.
   */
  const weightsAt = (at: number, h: number): number[] => {
    const counts = comparisons[at]?.given?.counts;
    return Array.from(comparisons[at]?.levels.keys() ?? [], (level) => {
      const weight = weigher.plainWeight(h, at, level);
      const reduced = weight < 0 ? toStep(weight * (counts?.[level] ?? 1)) : weight;
      return Math.max(reduced, weigher.rarestWeight(h, at, level) + STEP_BITS);
    });
  };
  const lines = model.hypotheses.map((hypothesis, h): Line => {
    const rest = new Float64Array(order.length + 1);
    for (let k = order.length - 1; k >= 0; k--)
      rest[k] = (rest[k + 1] ?? 0) + Math.max(0, ...weightsAt(order[k] ?? 0, h));
    const needs = new Int8Array(comparisons.length).fill(-1);
    for (const need of hypothesis.requires) {
      const at = comparisons.findIndex((one) => one.name === need.comparison);
      needs[at] = comparisons[at]?.levels.findIndex((one) => one.name === need.level) ?? -1;
    }
    return {
      prior: toStep(hypothesis.prior),
      least: leastWeight(hypothesis, model.show),
      weights: comparisons.map((_, at) => Float64Array.from(weightsAt(at, h))),
      rest,
      needs,
    };
  });
  const sums = new Float64Array(lines.length);

  return (a: Features, b: Features, levels: Int8Array): boolean => {
    for (let h = 0; h < lines.length; h++) sums[h] = lines[h]?.prior ?? 0;
    for (let k = 0; k < order.length; k++) {
      const at = order[k] ?? 0;
      const level = levelOf(reader.comparators[at], a.get(at), b.get(at));
      levels[at] = level;
      let hope = false;
      for (let h = 0; h < lines.length; h++) {
        const line = lines[h];
        if (line === undefined) continue;
        const need = line.needs[at] ?? -1;
        if (need >= 0 && (level < 0 || level > need)) sums[h] = Number.NEGATIVE_INFINITY;
        else if (level >= 0) sums[h] = (sums[h] ?? 0) + (line.weights[at]?.[level] ?? 0);
        if ((sums[h] ?? 0) + (line.rest[k + 1] ?? 0) >= line.least) hope = true;
      }
      if (!hope) return false;
    }
    return true;
  };
}

/** Probability increases with weight, so bisection finds the weight at which it reaches `show`. */
function leastWeight(hypothesis: Model['hypotheses'][number], show: number): number {
  let low = -2000;
  let high = 2000;
  if (probabilityOf(hypothesis, high) < show) return Number.POSITIVE_INFINITY;
  while (high - low > 1 / 4096) {
    const middle = (low + high) / 2;
    if (probabilityOf(hypothesis, middle) >= show) high = middle;
    else low = middle;
  }
  return low;
}
