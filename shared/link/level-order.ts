import type { Comparison } from './comparison.ts';
import type { Model } from './model.ts';

/**
 * The levels of a comparison, highest weight first. This is the order in which they are listed, because the first level
 * that applies counts. The level for a value that is missing in one record may mean anything, so it is placed by its
 * own weight.
 */
export function orderOf({ levels }: Pick<Comparison, 'levels'>, m: readonly number[]): number[] {
  const ratio = (level: number): number => (m[level] ?? 1) / (levels[level]?.u ?? 1);
  const isLacking = (level: number): boolean => 'missing' in (levels[level]?.when ?? {});
  const all = [...levels.keys()];
  const order = all.filter((level) => !isLacking(level));
  for (const level of all.filter(isLacking)) {
    const at = order.findIndex((one) => ratio(one) < ratio(level));
    order.splice(at < 0 ? order.length : at, 0, level);
  }
  return order;
}

/**
 * Returns a model in which no level weighs more than a better one, even if the data says so. Hypotheses that aren't
 * duplicates stay unchanged, because for them, a worse level may rightly weigh more: two incidents of one person are
 * far apart in time.
 */
export function withOrder(model: Model): Model {
  return {
    ...model,
    hypotheses: model.hypotheses.map((one) => {
      if (!one.duplicate) return one;
      const m = Object.entries(one.m).map(([name, shares]): [string, number[]] => {
        const comparison = model.comparisons.find((other) => other.name === name);
        if (comparison === undefined) return [name, shares];
        const u = comparison.levels.map((level) => level.u);
        return [name, inOrder(shares, u, orderOf(comparison, shares))];
      });
      return { ...one, m: Object.fromEntries(m) };
    }),
  };
}

/**
 * The most likely m for which weights decrease in the given order (likelihood ratio ordering; Dykstra, Kochar and
 * Robertson 1995): levels in the wrong order get the same weight.
 */
export function inOrder(m: readonly number[], u: readonly number[], order: readonly number[]): number[] {
  const pools: { levels: number[]; m: number; u: number }[] = [];
  for (const level of order) {
    let pool = { levels: [level], m: m[level] ?? 0, u: u[level] ?? 0 };
    for (let last = pools.at(-1); last !== undefined && last.m / last.u < pool.m / pool.u; last = pools.at(-1)) {
      pools.pop();
      pool = { levels: [...last.levels, ...pool.levels], m: last.m + pool.m, u: last.u + pool.u };
    }
    pools.push(pool);
  }
  const ordered = [...m];
  for (const pool of pools)
    for (const level of pool.levels) ordered[level] = Math.min(1 - 1e-6, (pool.m * (u[level] ?? 0)) / pool.u);
  return ordered;
}
