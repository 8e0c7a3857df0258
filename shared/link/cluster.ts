import { UnionFind } from './union-find.ts';

/**
 * What is known about a pair of records: `said` is what officers decided, or null if they haven't; `probability` is the
 * engine's estimate.
 */
export type ClusterEdge = { other: string; probability: number; said: 'same' | 'not_same' | null };

/** At or above this probability, the engine joins two records without an officer's decision. */
const JOIN = 0.95;
/**
 * Two groups are joined only if the pairs between them have at least this average probability. Pairs that aren't
 * candidates count as 0.
 */
const AVERAGE = 0.5;
/** Maximum number of reports of one incident; listing more wouldn't help anyone. */
const MOST = 50;

type Edge = ClusterEdge & { one: string };

/**
 * The records of the same incident as a given one, including itself, sorted by name. Pairs that officers marked as the
 * same are joined first, then the most probable ones. Two groups stay separate when officers marked any pair between
 * them as not the same. They also stay separate when the average probability between them is too low, so that a chain
 * of weak links doesn't join them.
 * @param near returns the pairs of one record; each pair must be returned for both of its records.
 */
export function clusterOf(start: string, near: (name: string) => readonly ClusterEdge[]): string[] {
  const edges = reach(start, near);
  const known = new Map(edges.map((one) => [pairKey(one.one, one.other), one]));
  const sets = new UnionFind<string>();
  const members = new Map<string, string[]>();
  const of = (name: string): string[] => members.get(sets.find(name)) ?? [name];
  const mayJoin = (left: readonly string[], right: readonly string[], isSaid: boolean): boolean => {
    let sum = 0;
    for (const one of left) {
      for (const other of right) {
        const edge = known.get(pairKey(one, other));
        if (edge?.said === 'not_same') return false;
        sum += edge?.said === 'same' ? 1 : (edge?.probability ?? 0);
      }
    }
    return isSaid || sum / (left.length * right.length) >= AVERAGE;
  };
  for (const { one, other, said } of edges.filter(joins).sort(byStrength)) {
    const [left, right] = [of(one), of(other)];
    if (left === right || sets.find(one) === sets.find(other) || !mayJoin(left, right, said === 'same')) continue;
    sets.join(one, other);
    members.set(sets.find(one), [...left, ...right]);
  }
  return of(start).toSorted();
}

const joins = ({ probability, said }: ClusterEdge): boolean =>
  said === 'same' || (said === null && probability >= JOIN);

const byStrength = (a: Edge, b: Edge): number =>
  Number(b.said === 'same') - Number(a.said === 'same') ||
  b.probability - a.probability ||
  (pairKey(a.one, a.other) < pairKey(b.one, b.other) ? -1 : 1);

const pairKey = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** All pairs between records that can be reached from `start` through pairs that may be joined, each listed once. */
function reach(start: string, near: (name: string) => readonly ClusterEdge[]): Edge[] {
  const found = new Map<string, Edge>();
  const seen = new Set([start]);
  for (const one of seen) {
    for (const edge of near(one)) {
      found.set(pairKey(one, edge.other), { one, ...edge });
      if (joins(edge) && seen.size < MOST) seen.add(edge.other);
    }
  }
  return [...found.values()].filter(({ one, other }) => seen.has(one) && seen.has(other));
}
