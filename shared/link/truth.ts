import { UnionFind } from './union-find.ts';

/**
 * For each record from `first` on, the older records of the same incident. Pairs are transitive: records that are
 * paired with the same third record belong together. Records must be in chronological order; pairs with unknown records
 * are ignored.
 */
export function truthClusters(
  ids: readonly string[],
  pairs: readonly (readonly [string, string, ...unknown[]])[],
  first = 0,
): Map<number, Set<number>> {
  const at = new Map(ids.map((id, i) => [id, i]));
  const sets = new UnionFind<number>();
  const touched = new Set<number>();
  for (const [a, b] of pairs) {
    const one = at.get(a);
    const other = at.get(b);
    if (one === undefined || other === undefined || one === other) continue;
    sets.join(one, other);
    touched.add(one).add(other);
  }
  const clusters = new Map<number, number[]>();
  for (const one of touched) {
    const cluster = sets.find(one);
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), one]);
  }
  const older = new Map<number, Set<number>>();
  for (const cluster of clusters.values()) {
    for (const one of cluster) {
      const before = cluster.filter((other) => other < one);
      if (one >= first && before.length > 0) older.set(one, new Set(before));
    }
  }
  return older;
}
