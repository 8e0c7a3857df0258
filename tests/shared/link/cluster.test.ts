import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterEdge, clusterOf } from '#shared/link/cluster.ts';

type Pair = [string, string, number, ClusterEdge['said']?];
const near = (pairs: readonly Pair[]) => (name: string) =>
  pairs.flatMap(([one, other, probability, said = null]): ClusterEdge[] => {
    if (one === name) return [{ other, probability, said }];
    return other === name ? [{ other: one, probability, said }] : [];
  });

test('three likely matches form one incident, and a merely possible one stays out', () => {
  const pairs: Pair[] = [
    ['a', 'b', 0.99],
    ['b', 'c', 0.98],
    ['a', 'c', 0.97],
    ['c', 'd', 0.6],
  ];
  expect(clusterOf('b', near(pairs))).toEqual(['a', 'b', 'c']);
  expect(clusterOf('d', near(pairs))).toEqual(['d']);
});

test('two reports an officer marked as not the same are never in one incident, even if others link them', () => {
  const pairs: Pair[] = [
    ['a', 'b', 0.999],
    ['b', 'c', 0.98],
    ['a', 'c', 0.97, 'not_same'],
  ];
  expect(clusterOf('a', near(pairs))).toEqual(['a', 'b']);
  expect(clusterOf('c', near(pairs))).toEqual(['c']);
});

test('reports an officer marked as the same are one incident, even if the engine found nothing', () => {
  expect(clusterOf('a', near([['a', 'b', 0, 'same']]))).toEqual(['a', 'b']);
});

test('a chain of single links does not join reports that are far apart', () => {
  const chain: Pair[] = [
    ['a', 'b', 0.99],
    ['b', 'c', 0.96],
    ['c', 'd', 0.99],
  ];
  expect(clusterOf('a', near(chain))).toEqual(['a', 'b']);
});

test('an incident has the same reports whichever of them you start from', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const said = fc.constantFrom(null, null, null, 'same' as const, 'not_same' as const);
  const pair = fc.tuple(names, names, fc.constantFrom(0.3, 0.9, 0.96, 0.99), said);
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: ([one, other]) => [one, other].toSorted().join() }), (drawn) => {
      const pairs = drawn.filter(([one, other]) => one !== other);
      for (const name of 'abcdefg') {
        const cluster = clusterOf(name, near(pairs));
        expect(cluster).toContain(name);
        for (const other of cluster) expect(clusterOf(other, near(pairs))).toEqual(cluster);
        const apart = pairs.filter(
          ([one, other, , word]) => word === 'not_same' && cluster.includes(one) && cluster.includes(other),
        );
        expect(apart).toEqual([]);
      }
    }),
  );
});
