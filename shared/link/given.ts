import type { RunResult } from './em.ts';
import type { Model } from './model.ts';

/** With fewer pairs than this, chance can look like dependence. */
const LEAST_PAIRS = 150;
/**
 * Minimum overlap that is worth a rule: how many bits of a comparison, on average, another comparison has already
 * counted.
 */
const LEAST_BITS = 0.3;

/**
 * Finds comparisons whose evidence another comparison has already counted, by how often false pairs with the same value
 * in one comparison agree in the other. Each comparison depends on at most one other comparison, the one that predicts
 * it best.
 */
export function withGivens(model: Model, results: readonly RunResult[]): Model {
  const first = model.hypotheses.find((one) => one.duplicate);
  const { comparisons } = model;
  const found: { child: number; parent: number; bits: number; counts: number[] }[] = [];
  for (const { run, apart, apartPairs } of results) {
    const parent = run.same;
    if (parent === null) continue;
    for (const [child, one] of comparisons.entries()) {
      const m = first?.m[one.name];
      if (m === undefined || run.used[child] !== true || (apartPairs[child] ?? 0) < LEAST_PAIRS) continue;
      const among = apart[child] ?? [];
      const bits = one.levels.reduce((all, { u }, i) => all + (among[i] ?? 0) * Math.log2((among[i] ?? u) / u), 0);
      const agrees = one.levels.some(({ u }, i) => (m[i] ?? 0) > u && (among[i] ?? 0) > u);
      if (bits < LEAST_BITS || !agrees) continue;
      const weights = one.levels.map(({ u }, i) => Math.log2((m[i] ?? u) / u));
      const counts = inOrder(
        weights,
        one.levels.map(({ u }, i) => shareLeft(m[i] ?? u, u, among[i] ?? u)),
      );
      found.push({ child, parent, bits, counts });
    }
  }
  const parents = new Map<number, (typeof found)[number]>();
  const isAbove = (one: number, other: number): boolean => {
    for (let at: number | undefined = other; at !== undefined; at = parents.get(at)?.parent)
      if (at === one) return true;
    return false;
  };
  for (const one of found.sort((a, b) => b.bits - a.bits))
    if (!parents.has(one.child) && !isAbove(one.child, one.parent)) parents.set(one.child, one);
  return {
    ...model,
    comparisons: comparisons.map((one, i) => {
      const own = parents.get(i);
      const parent = comparisons[own?.parent ?? -1];
      if (own === undefined || parent === undefined) return one;
      const level = parent.levels[lastStrong(parent, first?.m[parent.name] ?? [])];
      const given = { comparison: parent.name, level: level?.name ?? '', counts: own.counts };
      return Object.assign<typeof one, object>({ ...one }, { given });
    }),
  };
}

/** The part of a level's weight (0 to 1) that is left when `among`, not u, is the level's share of false pairs. */
function shareLeft(m: number, u: number, among: number): number {
  const weight = Math.log2(m / u);
  const left = Math.log2(m / among);
  return weight === 0 ? 1 : Math.round(Math.min(1, Math.max(0, left / weight)) * 100) / 100;
}

/** Lowers the counted share of a level that would outweigh a better one, so that levels never change their order. */
function inOrder(weights: readonly number[], counts: readonly number[]): number[] {
  const ordered = [...counts];
  let most = Number.POSITIVE_INFINITY;
  for (const level of [...weights.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))) {
    const weight = weights[level] ?? 0;
    const left = Math.min(most, weight * (counts[level] ?? 1));
    // Rounded so that the order is kept: down for evidence for a true pair, up for evidence against it.
    if (weight !== 0)
      ordered[level] =
        Math[weight > 0 ? 'floor' : 'ceil'](Math.min(1, left / weight) * 100 + (weight > 0 ? 1e-9 : -1e-9)) / 100;
    most = weight * (ordered[level] ?? 1);
  }
  return ordered;
}

/** The last level that weighs at least half as much as the first. */
function lastStrong({ levels }: Model['comparisons'][number], m: readonly number[]): number {
  const weights = levels.map(({ u }, i) => Math.log2((m[i] ?? u) / u));
  return weights.findLastIndex((one) => one >= (weights[0] ?? 0) / 2);
}
