import { type Curve, isotonic } from './calibrate.ts';
import { type Collection, candidates } from './collection.ts';
import { smooth } from './em.ts';
import { NO_FEATURES } from './features.ts';
import { withOrder } from './level-order.ts';
import { createScorer } from './link.ts';
import type { Hypothesis, Model } from './model.ts';
import { addPattern, type Patterns } from './patterns.ts';

/** The decision about a pair: the name of the hypothesis that is true, or null when none is true. */
export type Label = { a: number; b: number; hypothesis: string | null };

/** Pseudo-count for the model's previous values: with few decisions, the model hardly changes. */
const SHRINK = 30;

/**
 * Fits each hypothesis's m to the pairs for which officers confirmed that hypothesis. u and the order of the levels
 * stay unchanged.
 */
export function fitLabels(model: Model, collection: Collection, labels: readonly Label[], weight = SHRINK): Model {
  const { reader } = createScorer(model);
  const levels = new Int8Array(model.comparisons.length);
  const patterns = new Map<string, Patterns>(model.hypotheses.map((one) => [one.name, new Map()]));
  for (const { a, b, hypothesis } of labels) {
    const own = hypothesis === null ? undefined : patterns.get(hypothesis);
    if (own === undefined) continue;
    reader.levels(collection.features[a] ?? NO_FEATURES, collection.features[b] ?? NO_FEATURES, levels);
    addPattern(own, levels);
  }
  const fit = (hypothesis: Hypothesis): Hypothesis => {
    const rows = [...(patterns.get(hypothesis.name)?.values() ?? [])];
    const m: Hypothesis['m'] = {};
    for (const [name, before] of Object.entries(hypothesis.m)) {
      const at = model.comparisons.findIndex((one) => one.name === name);
      const counts = before.map((_, level) =>
        rows.reduce((sum, one) => sum + (one.levels[at] === level ? one.count : 0), 0),
      );
      m[name] = smooth(counts, before, weight);
    }
    return { ...hypothesis, m };
  };
  return withOrder({ ...model, hypotheses: model.hypotheses.map(fit) });
}

/**
 * Computes each duplicate hypothesis's calibration curve from the candidate pairs whose truth is known and for which it
 * is the best hypothesis: the share of these pairs that are about one incident. A hypothesis with fewer than `least`
 * such pairs gets no curve and uses its odds.
 * @param isTrue null when nobody has decided; such a pair isn't counted as false.
 */
export function calibrate(
  model: Model,
  collection: Collection,
  isTrue: (a: number, b: number) => boolean | null,
  least = 50,
): Model {
  const bare = { ...model, hypotheses: model.hypotheses.map((one) => ({ ...one, calibration: [] })) };
  const { score } = createScorer(bare);
  const seen = new Map<number, { weight: number; same: boolean }[]>();
  for (const [b, earlier] of candidates(collection)) {
    for (const a of earlier) {
      const found = score(collection.features[a] ?? NO_FEATURES, collection.features[b] ?? NO_FEATURES);
      if (found === null || bare.hypotheses[found.hypothesis]?.duplicate !== true) continue;
      const list = seen.get(found.hypothesis) ?? [];
      const same = isTrue(a, b);
      if (same === null) continue;
      list.push({ weight: found.weight, same });
      seen.set(found.hypothesis, list);
    }
  }
  const curve = (at: number): Curve => {
    const list = seen.get(at) ?? [];
    return list.length < least ? [] : thin(isotonic(list, 4));
  };
  return { ...bare, hypotheses: bare.hypotheses.map((one, i) => Object.assign(one, { calibration: curve(i) })) };
}

/**
 * Drops points whose probability is less than half a percentage point above the previous one, and rounds the numbers.
 */
function thin(curve: Curve): Curve {
  const kept: Curve = [];
  for (const [i, [weight, probability]] of curve.entries()) {
    const last = kept.at(-1);
    if (last !== undefined && i < curve.length - 1 && probability - last[1] < 0.005) continue;
    kept.push([Math.round(weight * 100) / 100, Math.round(probability * 10_000) / 10_000]);
  }
  return kept;
}
