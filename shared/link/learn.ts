import type { Collection } from './collection.ts';
import type { Hypothesis, Model } from './model.ts';
import { candidatePatterns, type Patterns, randomPatterns } from './patterns.ts';

/** Pseudo-count for a level's previous values, in pairs. */
const SHRINK = 10;
const ROUNDS = 60;
const LEAST = 1e-6;

type Shares = Map<string, number[]>;

/**
 * Fits a model to records without labels: u from random pairs, m by expectation maximization with one run per training
 * rule, then the prior. Each run skips comparisons that use the rule's own columns, because those nearly always agree. u
 * and m are shrunk toward the model's current values. Only the first duplicate hypothesis is fitted.
 */
export function learn(collection: Collection): Model {
  const withU = learnU(collection);
  const m = new Map<string, { sum: number[]; pairs: number }>();
  const rules = withU.training.length > 0 ? withU.training.map((one) => [one]) : [undefined];
  for (const rule of rules) {
    const patterns = candidatePatterns(collection, rule);
    const left = rule === undefined ? new Set<string>() : dependsOn(withU, rule);
    for (const [name, shares, pairs] of expectMaximize(withU, patterns, left)) {
      const found = m.get(name) ?? { sum: shares.map(() => 0), pairs: 0 };
      m.set(name, { sum: found.sum.map((one, i) => one + (shares[i] ?? 0) * pairs), pairs: found.pairs + pairs });
    }
  }
  const first = firstDuplicate(withU);
  const learned: Shares = new Map();
  for (const [name, { sum, pairs }] of m) {
    const before = first.m[name];
    if (before !== undefined) learned.set(name, shrink(sum, pairs, before));
  }
  const fitted = replaceM(withU, first, learned);
  return learnPrior(fitted, collection);
}

/** Estimates each level's u from random pairs; there are too few true matches among them to matter. */
export function learnU(collection: Collection): Model {
  const { model } = collection;
  const counts = countLevels(model, randomPatterns(collection));
  return {
    ...model,
    comparisons: model.comparisons.map((one, i) => {
      const seen = counts[i] ?? [];
      const pairs = seen.reduce((sum, count) => sum + count, 0);
      const shares = shrink(
        seen,
        pairs,
        one.levels.map((level) => level.u),
      );
      const levels = one.levels.map((level, at) => Object.assign({}, level, { u: shares[at] ?? level.u }));
      return Object.assign<typeof one, object>({ ...one }, { levels });
    }),
  };
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

/** Converts counts to nonzero shares that sum to 1, smoothed with `weight` pseudo-counts distributed like `before`. */
export function shrink(counts: readonly number[], pairs: number, before: readonly number[], weight = SHRINK): number[] {
  const total = before.reduce((sum, one) => sum + one, 0);
  const shares = counts.map((count, i) =>
    Math.max(LEAST, (count + (weight * (before[i] ?? 0)) / total) / (pairs + weight)),
  );
  const sum = shares.reduce((all, one) => all + one, 0);
  return shares.map((one) => Math.min(1 - LEAST, one / sum));
}

function dependsOn(model: Model, rules: readonly string[]): Set<string> {
  const columns = (name: string) => model.fields.find((one) => one.name === name)?.columns ?? [];
  const used = new Set<string>();
  for (const rule of model.blocking) {
    if (!rules.includes(rule.name)) continue;
    for (const part of rule.key) {
      const fields =
        'field' in part ? [part.field] : (model.comparisons.find((one) => one.name === part.comparison)?.fields ?? []);
      for (const field of fields) for (const column of columns(field)) used.add(column);
    }
  }
  return new Set(
    model.comparisons
      .filter((one) => one.fields.some((field) => columns(field).some((column) => used.has(column))))
      .map((one) => one.name),
  );
}

/**
 * One expectation-maximization run. Returns the m of each comparison that isn't skipped, with the number of pairs it was
 * learned from.
 */
function expectMaximize(model: Model, patterns: Patterns, left: ReadonlySet<string>): [string, number[], number][] {
  const first = firstDuplicate(model);
  const used = model.comparisons.map((one) => !left.has(one.name) && first.m[one.name] !== undefined);
  const before = model.comparisons.map((one) => [...(first.m[one.name] ?? [])]);
  let m = before;
  let expected = m.map((one) => one.map(() => 0));
  const rows = [...patterns.values()];
  const all = rows.reduce((sum, one) => sum + one.count, 0);
  if (all === 0) return [];
  let share = 0.1;
  for (let round = 0; round < ROUNDS; round++) {
    expected = m.map((one) => one.map(() => 0));
    let matches = 0;
    for (const { levels, count } of rows) {
      let odds = share / (1 - share);
      for (const [i, level] of levels.entries()) {
        if (level < 0 || used[i] !== true) continue;
        odds *= (m[i]?.[level] ?? 1) / (model.comparisons[i]?.levels[level]?.u ?? 1);
      }
      const probable = (count * odds) / (1 + odds);
      matches += probable;
      for (const [i, level] of levels.entries()) {
        const own = expected[i];
        if (level >= 0 && own !== undefined) own[level] = (own[level] ?? 0) + probable;
      }
    }
    const next = Math.min(0.9, Math.max(1e-7, matches / all));
    m = expected.map((counts, i) =>
      shrink(
        counts,
        counts.reduce((sum, one) => sum + one, 0),
        before[i] ?? [],
      ),
    );
    if (Math.abs(next - share) < 1e-9) break;
    share = next;
  }
  return model.comparisons.flatMap((one, i): [string, number[], number][] => {
    const counts = expected[i] ?? [];
    const pairs = counts.reduce((sum, count) => sum + count, 0);
    return used[i] === true && pairs > 0 ? [[one.name, counts.map((count) => count / pairs), pairs]] : [];
  });
}

/**
 * Sets the prior so that the candidates' probabilities sum to the number of true pairs that the prior implies among all
 * pairs.
 */
function learnPrior(model: Model, collection: Collection): Model {
  const first = firstDuplicate(model);
  const rows = [...candidatePatterns(collection).values()];
  const { length } = collection.ids;
  const second = collection.second;
  const pairs = second === null ? (length * (length - 1)) / 2 : second * (length - second);
  const likelihoods = rows.map(({ levels, count }) => {
    let odds = 1;
    for (const [i, level] of levels.entries()) {
      const one = model.comparisons[i];
      const m = one && first.m[one.name];
      if (level >= 0 && m !== undefined) odds *= (m[level] ?? 1) / (one?.levels[level]?.u ?? 1);
    }
    return { odds, count };
  });
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

function firstDuplicate(model: Model): Hypothesis {
  const first = model.hypotheses.find((one) => one.duplicate) ?? model.hypotheses[0];
  if (first === undefined) throw new RangeError('a model needs a hypothesis');
  return first;
}

function replaceM(model: Model, of: Hypothesis, shares: Shares): Model {
  return {
    ...model,
    hypotheses: model.hypotheses.map((one) =>
      one.name === of.name ? { ...one, m: { ...one.m, ...Object.fromEntries(shares) } } : one,
    ),
  };
}
