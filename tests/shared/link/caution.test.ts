import { expect, test } from 'vitest';
import { interpolate } from '#shared/link/calibrate.ts';
import { cautious } from '#shared/link/caution.ts';
import { shippedModel } from '../../helpers/link.ts';

const [only] = shippedModel('febrl').hypotheses;
/**
 * Returns pair counts by two-bit step: false pairs, which decrease by `fall` bits for each bit of weight, and true
 * ones.
 */
const pairs = (fall: number, same: number) =>
  new Map(
    Array.from({ length: 14 }, (_, i) => {
      const step = i - 6;
      const wrong = Math.round(2 ** (12 - fall * (2 * step + 13)));
      return [step, wrong + (step >= 1 ? same : 0)] as const;
    }),
  );
const probability = (fall: number, same: number, weight: number) => {
  const curve = only === undefined ? [] : cautious(only, pairs(fall, same));
  return curve.length === 0 ? null : interpolate(curve, weight);
};

test('where false pairs hardly get fewer with more weight, a weight that would be sure is not', () => {
  expect(probability(0.5, 20, 5)).toBeLessThan(0.75);
  expect(probability(0.5, 20, 14)).toBeGreaterThan(0.95);
});

test('where false pairs get fewer as fast as the model says, its probabilities stay', () => {
  expect(probability(1.5, 2000, 5)).toBeCloseTo(1 / (1 + 2 ** -5), 2);
});

test('a probability is never raised, and never falls with more weight', () => {
  for (const [fall, same] of [
    [0.5, 20],
    [0.8, 5],
    [1.5, 2000],
  ] as const) {
    let before = 0;
    for (let weight = -20; weight <= 24; weight += 0.5) {
      const now = probability(fall, same, weight) ?? 0;
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
      // Between whole bits, the curve is a straight line, so it may be slightly above the model's probability.
      expect(now).toBeLessThan(1 / (1 + 2 ** -weight) + 0.03);
    }
  }
});

test('too few false pairs say nothing about the top, and false pairs that do not get fewer do not hide it', () => {
  expect(probability(0.1, 2000, 5)).toBeGreaterThan(0.5);
  expect(probability(0.1, 2000, 15)).toBeGreaterThan(0.95);
  expect(
    only &&
      cautious(
        only,
        new Map([
          [-3, 4],
          [-2, 2],
          [2, 40],
        ]),
      ),
  ).toEqual([]);
});
