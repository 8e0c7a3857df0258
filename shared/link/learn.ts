import { withCaution } from './caution.ts';
import { type Claims, claimsOf, sureInBoth } from './claims.ts';
import { type Collection, keysOf } from './collection.ts';
import { expectMaximize, smooth } from './em.ts';
import { withGivens } from './given.ts';
import { orderOf, withOrder } from './level-order.ts';
import type { Hypothesis, Model } from './model.ts';
import { candidatePatterns, type Patterns, randomPatterns } from './patterns.ts';
import { FEW_PAIRS, type Implausible, implausibility } from './plausibility.ts';
import { bitsUnder, dependencesOf, firstDuplicate, learnPrior } from './prior.ts';
import { runsOf } from './training-runs.ts';

/** Pseudo-count for a level's previous values, in pairs. */
const SHRINK = 10;

/**
 * The results of learning. `same`: how many pairs the model expects to be true. `once`: comparisons that count only in
 * part if another comparison agrees. `doubted`: number of pairs that the weights alone are sure of, but the model
 * isn't. `kept`: what stayed unchanged because the learned numbers weren't plausible or the model had been fitted to
 * decisions; null if nothing did. `stale`: how many calibration curves were dropped because they were for other
 * weights. `sure`: how many pairs the given weights (`before`), the learned weights (`now`) and both are sure of; null
 * if nothing was learned.
 */
export type Found = {
  same: number;
  once: { comparison: string; where: string; counts: number }[];
  doubted: number;
  stale: number;
  sure: { before: number; now: number; both: number } | null;
  kept: { what: 'm' | 'weights'; reason: Implausible | 'fitted'; pairs: number; before: number } | null;
};

/**
 * Fits a model to records without labels. It learns u from random pairs and m by expectation maximization. Then it
 * learns which evidence must not count twice, the prior, and how reliable high weights are. Only the first duplicate
 * hypothesis is fitted. If the result isn't plausible, m stays unchanged or, as a last resort, all weights do.
 */
export function learn(collection: Collection): { model: Model; found: Found } {
  const given = collection.model;
  if (isFitted(given)) {
    const claims = claimsOf(collection, given);
    const [pairs, before] = [claims.surest.length, claims.surest.length];
    return withTop(given, collection, claims, {
      kept: { what: 'weights', reason: 'fitted', pairs, before },
      sure: null,
      stale: 0,
    });
  }
  // The given calibration curves don't fit the weights that will be learned, so they are dropped.
  const model = withoutCurves(given);
  const first = firstDuplicate(model);
  const keys = model.blocking.length === 0 ? undefined : keysOf(collection);
  const random = randomPatterns(collection);
  const withU = withOrder(withoutCurves(learnU(collection, random)));
  const runs = runsOf(collection, random, keys);
  const before = sharesOf(withU, firstDuplicate(withU));
  const order = model.comparisons.map((one) => orderOf(one, first.m[one.name] ?? []));
  const patterns = candidatePatterns(collection, undefined, { keys });
  const then = claimsOf(collection, model);
  // A model with a wrong prior may be sure of nothing, although its weights are right. The learned model is then
  // compared with the given m, combined with the learned u and a learned prior.
  const able = then.sure >= FEW_PAIRS ? then : claimsOf(collection, learnPrior(withU, collection, patterns));
  let kept: Found['kept'] = null;
  for (const what of ['nothing', 'm'] as const) {
    const start = { before: before.m, u: before.u, prior: first.prior, order, isFree: what === 'nothing' };
    const rough = expectMaximize(runs, { ...start, depends: [] });
    const depends = dependencesOf(withGivens(replaceM(withU, first, sharesBy(model, first, rough.m)), rough.runs));
    const { m, runs: results } = expectMaximize(runs, { ...start, depends });
    const learned = learnPrior(
      withGivens(replaceM(withU, first, sharesBy(model, first, m)), results),
      collection,
      patterns,
    );
    const now = claimsOf(collection, learned);
    const reason = implausibility(collection, now, able);
    const sure = { before: then.surest.length, now: now.surest.length, both: sureInBoth(then, now) };
    if (reason === null) return withTop(learned, collection, now, { kept, sure, stale: curvesOf(given) });
    const pairs = reason === 'too_many' ? now.same : now.sure;
    // With two files, all given weights are kept, because the given m and u belong together. The pairs also compete for
    // partners, which removes false pairs even without learned weights.
    const isLast = what === 'm' || collection.second !== null;
    kept = { what: isLast ? 'weights' : 'm', reason, pairs, before: then.sure };
    if (isLast) break;
  }
  const claims = curvesOf(given) === 0 ? then : claimsOf(collection, given);
  return withTop(given, collection, claims, { kept, sure: null, stale: 0 });
}

function withTop(
  learned: Model,
  collection: Collection,
  claims: Claims,
  found: Pick<Found, 'kept' | 'sure' | 'stale'>,
) {
  const { model, doubted } = withCaution(learned, collection, claims);
  return { model, found: { ...found, same: claims.same, once: onceOf(model), doubted } };
}

/**
 * Whether a model was fitted to officers' decisions: only then does a model with several hypotheses have curves. These
 * curves must be kept. When they were dropped, only 84 of 100 pairs shown as 95% were true.
 */
const isFitted = (model: Model): boolean => model.hypotheses.length > 1 && curvesOf(model) > 0;

const curvesOf = ({ hypotheses }: Model): number => hypotheses.filter((one) => one.calibration.length > 0).length;

export const withoutCurves = (model: Model): Model => ({
  ...model,
  hypotheses: model.hypotheses.map((one) => ({ ...one, calibration: [] })),
});

const sharesBy = ({ comparisons }: Model, first: Hypothesis, m: readonly number[][]): Map<string, number[]> =>
  new Map(comparisons.flatMap(({ name }, i) => (first.m[name] === undefined ? [] : [[name, m[i] ?? []]])));

const onceOf = ({ comparisons }: Model): Found['once'] =>
  comparisons.flatMap(({ name, given }) =>
    given === undefined ? [] : [{ comparison: name, where: given.comparison, counts: given.counts[0] ?? 1 }],
  );

const sharesOf = (model: Model, { m }: Hypothesis) => ({
  m: model.comparisons.map((one) => m[one.name] ?? one.levels.map((level) => level.u)),
  u: model.comparisons.map((one) => one.levels.map((level) => level.u)),
});

/**
 * Estimates each level's u from random pairs. In a small file, enough random pairs are true to affect the result.
 * Therefore, pairs that the model considers true are left out, at most one per record.
 */
export function learnU(collection: Collection, patterns = randomPatterns(collection)): Model {
  const { model } = collection;
  const counts = countLevels(model, withoutTrue(collection, patterns));
  return {
    ...model,
    comparisons: model.comparisons.map((one, i) => {
      const before = one.levels.map((level) => level.u);
      const shares = smooth(counts[i] ?? [], before, SHRINK);
      const levels = one.levels.map((level, at) => Object.assign({}, level, { u: shares[at] ?? level.u }));
      return Object.assign<typeof one, object>({ ...one }, { levels });
    }),
  };
}

function withoutTrue({ model, ids, second }: Collection, patterns: Patterns): Patterns {
  const first = firstDuplicate(model);
  const bitsOf = bitsUnder(model, first);
  const all = Array.from(patterns.values(), ({ levels, count }) => {
    return { levels, count, bits: first.prior + bitsOf(levels) };
  });
  const drawn = all.reduce((sum, { count }) => sum + count, 0);
  // About 1 in `others` random pairs may be a match.
  const others = second === null ? (ids.length - 1) / 2 : Math.max(second, ids.length - second);
  let left = drawn / others;
  const kept: Patterns = new Map();
  for (const [i, { levels, count, bits }] of all.sort((a, b) => b.bits - a.bits).entries()) {
    const out = bits <= 0 ? 0 : Math.min(count, left);
    left -= out;
    if (count > out) kept.set(String(i), { levels, count: count - out });
  }
  return kept;
}

function countLevels(model: Model, patterns: Patterns): number[][] {
  const counts = model.comparisons.map((one) => one.levels.map(() => 0));
  for (const { levels, count } of patterns.values())
    for (const [i, level] of levels.entries()) {
      const own = counts[i];
      if (own !== undefined && level >= 0) own[level] = (own[level] ?? 0) + count;
    }
  return counts;
}

function replaceM(model: Model, of: Hypothesis, shares: ReadonlyMap<string, number[]>): Model {
  return {
    ...model,
    hypotheses: model.hypotheses.map((one) =>
      one.name === of.name ? { ...one, m: { ...one.m, ...Object.fromEntries(shares) } } : one,
    ),
  };
}
