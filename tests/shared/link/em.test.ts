import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectMaximize, smooth } from '#shared/link/em.ts';
import { inOrder } from '#shared/link/level-order.ts';

const shares = fc
  .array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 })
  .map((counts) => counts.map((one) => one / counts.reduce((sum, other) => sum + other, 0)));
const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 });

test('whatever was counted, a better level never weighs less than a worse one', () => {
  fc.assert(
    fc.property(shares, shares, order, (m, u, given) => {
      const ordered = inOrder(m, u, given);
      const weights = given.map((level) => Math.log2((ordered[level] ?? 0) / (u[level] ?? 1)));
      for (let i = 1; i < weights.length; i++)
        expect((weights[i - 1] ?? 0) - (weights[i] ?? 0)).toBeGreaterThanOrEqual(-1e-9);
      expect(ordered.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    }),
  );
});

test('shares that are in order already stay as they were counted', () => {
  const m = [0.7, 0.2, 0.1];
  expect(inOrder(m, [0.01, 0.09, 0.9], [0, 1, 2])).toEqual(m.map((one) => expect.closeTo(one)));
});

test('a run of few pairs is not believed to be all true, and one of many says itself what share of it is', () => {
  const shareOf = (pairs: number): number => {
    const patterns = new Map([['0', { levels: Int8Array.of(0), count: pairs }]]);
    const run = { name: 'all', same: null, patterns, used: [true] };
    // The starting values expect one pair in three to be true. Here, all pairs agree.
    const given = { before: [[0.9, 0.1]], u: [[0.05, 0.95]], prior: -5.17, order: [[0, 1]], isFree: true, depends: [] };
    return expectMaximize([run], given).runs[0]?.share ?? 0;
  };
  expect(shareOf(5)).toBeLessThan(0.5);
  expect(shareOf(50_000)).toBeGreaterThan(0.8);
});

test('a level that was never seen keeps a small share, and all shares sum to 1', () => {
  const [seen = 0, unseen = 0] = smooth([100, 0], [0.5, 0.5], 10);
  expect(unseen).toBeGreaterThan(0.01);
  expect(seen + unseen).toBeCloseTo(1);
});

test.each([true, false])(
  'levels that were out of order are put in order, whether m is learned or kept (learned: %s)',
  (isFree) => {
    // Nearly all random pairs agree at the best level, and no random pair was seen at the next one.
    const u = [0.9, 1e-6, 0.099];
    const patterns = new Map(
      [0, 1, 2].map((level) => [String(level), { levels: Int8Array.of(level), count: [900, 3, 97][level] ?? 0 }]),
    );
    const run = { name: 'all', same: null, patterns, used: [true] };
    const given = { before: [[0.3, 0.25, 0.45]], u: [u], prior: -4, order: [[0, 1, 2]], isFree, depends: [] };
    const [m = []] = expectMaximize([run], given).m;
    const weights = m.map((one, level) => Math.log2(one / (u[level] ?? 1)));
    for (const at of [1, 2]) expect(weights[at], weights.join(' ')).toBeLessThan((weights[at - 1] ?? 0) + 1e-9);
  },
);
