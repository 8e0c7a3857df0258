import type { Curve } from './calibrate.ts';
import { type Claims, STEP, SURE } from './claims.ts';
import type { Collection } from './collection.ts';
import type { Hypothesis, Model } from './model.ts';
import { hasOnePartner } from './one-partner.ts';
import { probabilityOf } from './weigh.ts';

/**
 * The range of weights in which almost all pairs are false, and there are enough of them to measure how fast their
 * number falls.
 */
const [FROM, TO] = [-10, -2];
/** Pairs above this weight are never doubted. */
const TOP = 16;
/** With fewer false pairs than this, their tail can't be estimated. */
const LEAST_PAIRS = 50;
/**
 * Limits of the slope: how much log2 of the number of false pairs changes per bit of weight. It is −1 if comparisons
 * are independent.
 */
const FALL = { slow: -0.5, fast: -1.5 };

/**
 * Weights add up as if comparisons were independent, so false pairs with a high weight are more frequent than the model
 * says. Examples are two restaurants in one building, or of one chain. This function measures how fast the number of
 * false pairs falls where nearly all pairs are false. From that, it extrapolates how many pairs are false at high
 * weights (the local false discovery rate; Efron 2004). Probabilities are not raised, except slightly by interpolation
 * between the curve's points. Models with several hypotheses or with curves stay unchanged.
 * @returns the model; `doubted`: number of pairs that the weights alone are sure of, but the model isn't.
 */
export function withCaution(
  model: Model,
  collection: Collection,
  { steps, surest }: Claims,
): { model: Model; doubted: number } {
  const [only, ...others] = model.hypotheses;
  if (only === undefined || others.length > 0 || only.calibration.length > 0) return { model, doubted: 0 };
  // If each record has only one partner, competition between pairs already weeds out false ones.
  if (hasOnePartner(collection, model, surest)) return { model, doubted: 0 };
  const careful = { ...only, calibration: cautious(only, steps) };
  const doubted = surest.filter(({ weight }) => probabilityOf(careful, weight) < SURE).length;
  return { model: { ...model, hypotheses: [careful] }, doubted };
}

/** @param counts number of pairs by step of weight. */
export function cautious(hypothesis: Hypothesis, counts: ReadonlyMap<number, number>): Curve {
  const tail = falseTail(counts);
  if (tail === null) return [];
  const points: Curve = [];
  let before = 0;
  for (let weight = -TOP; weight <= TOP; weight += STEP / 2) {
    const said = probabilityOf(hypothesis, weight);
    // The average of two steps around this weight, because one step may have too few pairs.
    const near = [-1, 0].reduce((sum, more) => sum + (counts.get(Math.floor(weight / STEP) + more) ?? 0), 0) / 2;
    const wrong = Math.min(1, tail(weight) / Math.max(1, near));
    before = Math.max(before, weight > TO && weight < TOP ? Math.min(said, 1 - wrong) : said);
    points.push([weight, Math.floor(before * 1e6) / 1e6]);
  }
  const most = probabilityOf({ calibration: [] }, 2 * TOP);
  return [[-2 * TOP, 0], ...points, [2 * TOP, most]];
}

/**
 * Estimates the number of false pairs in a step around a weight. It starts at the count of the last step below `TO` and
 * falls along a line fitted to the logarithms of the counts, in which later steps count more.
 */
function falseTail(counts: ReadonlyMap<number, number>): ((weight: number) => number) | null {
  let [total, all, x, y, xx, xy] = [0, 0, 0, 0, 0, 0];
  for (let step = FROM / STEP; step < TO / STEP; step++) {
    const count = counts.get(step) ?? 0;
    if (count === 0) continue;
    const [at, log, share] = [(step + 0.5) * STEP, Math.log2(count), step - FROM / STEP + 1];
    total += count;
    all += share;
    x += share * at;
    y += share * log;
    xx += share * at * at;
    xy += share * at * log;
  }
  if (total < LEAST_PAIRS) return null;
  const fitted = (xy - (x * y) / all) / (xx - (x * x) / all);
  const fall = Math.max(FALL.fast, Math.min(FALL.slow, Number.isNaN(fitted) ? FALL.slow : fitted));
  const last = counts.get(TO / STEP - 1) ?? 0;
  return (weight) => last * 2 ** (fall * (weight - (TO - STEP / 2)));
}
