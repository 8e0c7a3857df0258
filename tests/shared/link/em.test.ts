import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, smooth } from '#shared/link/em.ts';

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

test('a level that was never seen keeps a small share, and all shares sum to 1', () => {
  const [seen = 0, unseen = 0] = smooth([100, 0], [0.5, 0.5], 10);
  expect(unseen).toBeGreaterThan(0.01);
  expect(seen + unseen).toBeCloseTo(1);
});
