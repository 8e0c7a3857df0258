import { type Curve, interpolate, isotonic } from './calibrate.ts';
import type { Collection } from './collection.ts';
import { type Judged, type Quality, qualityAt } from './evaluate.ts';
import { NO_FEATURES } from './features.ts';
import { fitLabels, type Label } from './fit.ts';
import { createScorer } from './link.ts';
import type { Hypothesis, Model } from './model.ts';
import { hash32 } from './text.ts';
import { UnionFind } from './union-find.ts';

/** Minimum number of decisions; with fewer, a fit isn't reliable. */
export const LEAST_DECISIONS = 200;
/**
 * A hypothesis's calibration curve is refitted only if the hypothesis is the best one for at least this many decided
 * pairs.
 */
export const LEAST_OF_A_CURVE = 50;
/**
 * Each point of the old curve counts as much as this many decisions. Officers decide only about pairs that were shown,
 * so for all other pairs, the old curve stands in for decisions.
 */
const OLD_POINT = 20;
const FOLDS = 5;

/** Fits m and the calibration curves to officers' decisions. Fields, comparisons, keys and u stay unchanged. */
export function refit(model: Model, collection: Collection, labels: readonly Label[]): Model {
  return withCurves(fitLabels(model, collection, labels), collection, labels);
}

/**
 * Fits the calibration curves to decided pairs. The old curves stay in the fit, because decided pairs are not a random
 * sample of all pairs.
 */
export function withCurves(fitted: Model, collection: Collection, labels: readonly Label[]): Model {
  const { score } = createScorer(fitted);
  const seen = new Map<number, { weight: number; same: boolean }[]>();
  for (const { a, b, hypothesis } of labels) {
    const found = score(collection.features[a] ?? NO_FEATURES, collection.features[b] ?? NO_FEATURES);
    if (found === null) continue;
    const list = seen.get(found.hypothesis) ?? [];
    list.push({ weight: found.weight, same: isDuplicate(fitted, hypothesis) });
    seen.set(found.hypothesis, list);
  }
  const hypotheses = fitted.hypotheses.map((one, at): Hypothesis => {
    const own = seen.get(at) ?? [];
    if (!one.duplicate || own.length < LEAST_OF_A_CURVE) return one;
    return Object.assign({}, one, { calibration: curve(one, own) });
  });
  return { ...fitted, hypotheses };
}

function curve(hypothesis: Hypothesis, own: readonly { weight: number; same: boolean }[]): Curve {
  const old = hypothesis.calibration.length > 0 ? hypothesis.calibration : odds();
  const before = old.flatMap(([weight]) => {
    const right = Math.round(interpolate(old, weight) * OLD_POINT);
    return Array.from({ length: OLD_POINT }, (_, i) => ({ weight, same: i < right }));
  });
  return isotonic([...before, ...own]).map(([weight, probability]) => [
    Math.round(weight * 100) / 100,
    Math.round(probability * 10_000) / 10_000,
  ]);
}

const odds = (): Curve => [-8, -4, -2, 0, 2, 4, 8].map((weight) => [weight, 1 / (1 + 2 ** -weight)]);

const isDuplicate = (model: Model, hypothesis: string | null): boolean =>
  model.hypotheses.some((one) => one.name === hypothesis && one.duplicate);

export type Compared = { decisions: number; same: number; old: Quality[]; next: Quality[] };

/**
 * Assigns each decision to a fold. Decisions about reports that are connected through any chain of pairs get the same
 * fold; otherwise a fit would be tested on reports it was trained on.
 */
export function foldsOf(ids: readonly string[], labels: readonly Pick<Label, 'a' | 'b'>[]): number[] {
  const sets = new UnionFind<number>();
  for (const { a, b } of labels) sets.join(a, b);
  const names = new Map<number, string>();
  for (const one of labels.flatMap(({ a, b }) => [a, b])) {
    const [set, id] = [sets.find(one), ids[one] ?? ''];
    const name = names.get(set);
    if (name === undefined || id < name) names.set(set, id);
  }
  return labels.map(({ a }) => hash32(names.get(sets.find(a)) ?? '') % FOLDS);
}

/**
 * Five-fold cross-validation of the current model against a newly fitted one: five times, a model is fitted to four
 * fifths of the decisions and both are tested on the rest.
 */
export function crossValidate(model: Model, collection: Collection, labels: readonly Label[]): Compared {
  const folds = foldsOf(collection.ids, labels);
  const judge = (by: Model, some: readonly Label[]): Judged[] => {
    const { score } = createScorer(by);
    return some.map(({ a, b, hypothesis }) => {
      const found = score(collection.features[a] ?? NO_FEATURES, collection.features[b] ?? NO_FEATURES);
      const counts = found !== null && by.hypotheses[found.hypothesis]?.duplicate === true;
      return {
        probability: counts ? found.probability : 0,
        weight: counts ? found.weight : Number.NEGATIVE_INFINITY,
        same: isDuplicate(model, hypothesis),
      };
    });
  };
  const next: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = refit(
      model,
      collection,
      labels.filter((_, at) => folds[at] !== fold),
    );
    next.push(
      ...judge(
        fitted,
        labels.filter((_, at) => folds[at] === fold),
      ),
    );
  }
  const same = labels.filter(({ hypothesis }) => isDuplicate(model, hypothesis)).length;
  const at = (judged: readonly Judged[]) => [0.5, 0.95].map((threshold) => qualityAt(judged, same, threshold));
  return { decisions: labels.length, same, old: at(judge(model, labels)), next: at(next) };
}

export type WeightRow = { hypothesis: string; comparison: string; level: string; old: number; next: number };

/** The weight of each level of each comparison in both models, in bits. */
export function weightTable(old: Model, next: Model): WeightRow[] {
  const [before, after] = [createScorer(old).weigher, createScorer(next).weigher];
  return old.hypotheses.flatMap((hypothesis, h) =>
    old.comparisons.flatMap((comparison, at) =>
      comparison.name in hypothesis.m
        ? comparison.levels.map((level, i) => ({
            hypothesis: hypothesis.name,
            comparison: comparison.name,
            level: level.name,
            old: before.plainWeight(h, at, i),
            next: after.plainWeight(h, at, i),
          }))
        : [],
    ),
  );
}
