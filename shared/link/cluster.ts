import { UnionFind } from './union-find.ts';

/** What is known of two records: people said that they are one, that they are not, or the engine says how likely it is. */
export type ClusterEdge = { other: string; probability: number; said: 'same' | 'not_same' | null };

/** From here on the engine alone joins two records. */
const JOIN = 0.95;
/** So likely the pairs between two groups must be on average, those that were never found counting as 0. */
const AVERAGE = 0.5;
/** More reports of one incident than this help nobody. */
const MOST = 50;

type Edge = ClusterEdge & { one: string };

/**
 * The records of one incident with a given one, itself included, in the order of their names. What people called the same
 * is joined first, then the likeliest pairs; two groups stay apart where people said of any two of them that they are not
 * the same, or where too few of the pairs between them are likely, so that a chain of weak links joins nothing.
 *
 * @param near the pairs of one record, each seen from both of its sides.
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

/** All pairs of what can be reached over pairs that join, each once. */
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
