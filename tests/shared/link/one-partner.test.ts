import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect } from '#shared/link/collection.ts';
import { linkAll, type Pair } from '#shared/link/link.ts';
import { competing, hasOnePartner, secondPartners } from '#shared/link/one-partner.ts';
import { persons, shippedModel } from '../../helpers/link.ts';

const model = { ...shippedModel('febrl'), blocking: [], training: [] };
const pair = (a: number, b: number, weight: number): Pair => ({
  a,
  b,
  weight,
  probability: 1 / (1 + 2 ** -weight),
  hypothesis: 0,
  levels: new Int8Array(),
});
const weights = (...pairs: [a: number, b: number, weight: number][]) =>
  competing(pairs.map((one) => pair(...one))).map((one) => one.weight);

test('the second best partner of a record loses what the best one claims, and a pair without rivals loses nothing', () => {
  const [best = 0, second = 0, alone] = weights([0, 10, 8], [0, 11, 4], [1, 12, 3]);
  expect(best).toBeGreaterThan(3.9);
  expect(second).toBeLessThan(-3.9);
  expect(alone).toBe(3);
});

test('a partner that has a better one itself is no rival', () => {
  // Record 0 clearly belongs to record 10, so record 11 is free for record 1.
  const [, , free = 0] = weights([0, 10, 20], [0, 11, 5], [1, 11, 5]);
  expect(free).toBeGreaterThan(4.9);
  const [, contested = 0] = weights([0, 11, 5], [1, 11, 5]);
  expect(contested).toBeLessThan(0.1);
});

/** Two records with two possible partners each. One assignment is hardly better than the other. */
const TWO_THAT_SWAP: [number, number, number][] = [
  [4, 3, 8],
  [1, 2, 15],
  [4, 2, 7],
  [1, 3, 16],
];

test('no pair gains by competing, and the probabilities of one record sum to no more than 1', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: -8, max: 16 })), {
    selector: ([a, b]) => a * 10 + b,
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, (given) => {
      const before = given.map(([a, b, weight]) => pair(a, 10 + b, weight));
      const sums = new Map<number, number>();
      for (const [i, one] of competing(before).entries()) {
        expect(one.weight).toBeLessThanOrEqual(before[i]?.weight ?? 0);
        for (const end of [one.a, one.b]) sums.set(end, (sums.get(end) ?? 0) + one.probability);
      }
      for (const sum of sums.values()) expect(sum).toBeLessThan(1.05);
    }),
    { examples: [[TWO_THAT_SWAP]] },
  );
});

test('two rivals with one flat curve for both share one certainty', () => {
  // The curve is equally sure of both partners, but only one of them can be the true one.
  const curved = [10, 11].map((b) => Object.assign(pair(0, b, 20), { probability: 0.9987 }));
  const [one = 0, other = 0] = competing(curved).map(({ probability }) => probability);
  expect(one).toBeCloseTo(other);
  expect(one + other).toBeLessThan(1.001);
});

const records = persons(300);
const first = records.filter(({ id }) => id.endsWith('a'));
const second = records.filter(({ id }) => id.endsWith('b'));
const twice = second.map((one) => ({ ...one, id: `${one.id}2` }));

test('records compete only where two files have one partner for each, unless the model says so', () => {
  const isOne = (rows: typeof records, from: number | null, partners?: 'one' | 'many') => {
    const collection = collect(model, rows, from);
    const asked = partners === undefined ? model : { ...model, partners };
    return hasOnePartner(collection, asked, linkAll(collection));
  };
  expect(isOne([...first, ...second], first.length)).toBe(true);
  expect(isOne([...first, ...second], null)).toBe(false);
  expect(isOne([...first, ...second, ...twice], first.length)).toBe(false);
  expect(isOne([...first, ...second, ...twice], first.length, 'one')).toBe(true);
  expect(isOne([...first, ...second], first.length, 'many')).toBe(false);
});

test('too few sure pairs say nothing about second partners', () => {
  expect(secondPartners([pair(0, 1, 9), pair(0, 2, 9)])).toBeNull();
});
