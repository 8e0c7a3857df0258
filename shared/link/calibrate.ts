export type Curve = [number, number][];

/**
 * Isotonic regression using the pool-adjacent-violators algorithm. Returns the increasing curve, from weight to the
 * share of true pairs, that best fits the data. Each pool gives one point at its mean weight. The point is smoothed
 * with `prior` pseudo-pairs, half of them true, so that ten pairs never give 100%.
 */
export function isotonic(seen: readonly { weight: number; same: boolean }[], prior = 1): Curve {
  type Pool = { weights: number; sames: number; count: number };
  const pools: Pool[] = [];
  for (const one of seen.toSorted((a, b) => a.weight - b.weight)) {
    let pool: Pool = { weights: one.weight, sames: one.same ? 1 : 0, count: 1 };
    for (let last = pools.at(-1); last !== undefined && mean(last) >= mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { weights: last.weights + pool.weights, sames: last.sames + pool.sames, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  const curve: Curve = [];
  for (const pool of pools) {
    const share = (pool.sames + prior / 2) / (pool.count + prior);
    const weight = pool.weights / pool.count;
    const [, before] = curve.at(-1) ?? [0, 0];
    curve.push([weight, Math.max(before, share)]);
  }
  return curve;
}

const mean = (pool: { sames: number; count: number }): number => pool.sames / pool.count;

/** The curve's value at `weight`: linear between points, constant beyond the ends. */
export function interpolate(curve: readonly (readonly [number, number])[], weight: number): number {
  let low = 0;
  let high = curve.length - 1;
  const first = curve[0];
  const last = curve[high];
  if (first === undefined || last === undefined) return Number.NaN;
  if (weight <= first[0]) return first[1];
  if (weight >= last[0]) return last[1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.[0] ?? 0) <= weight) low = middle;
    else high = middle;
  }
  const [x0, y0] = curve[low] ?? first;
  const [x1, y1] = curve[high] ?? last;
  return x1 === x0 ? y1 : y0 + ((weight - x0) / (x1 - x0)) * (y1 - y0);
}
