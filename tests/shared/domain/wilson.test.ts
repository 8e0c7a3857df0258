import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from '#shared/domain/wilson.ts';

test('the interval is the one in the textbook: 8 of 10 is 49% to 94%, 0 of 5 is 0% to 43%', () => {
  const eight = wilson(8, 10);
  expect(eight?.low).toBeCloseTo(0.4902, 4);
  expect(eight?.high).toBeCloseTo(0.9433, 4);
  expect(wilson(0, 5)).toEqual({ low: 0, high: expect.closeTo(0.4345, 4) });
  expect(wilson(5, 5)).toEqual({ low: expect.closeTo(0.5655, 4), high: 1 });
});

test('without cases there is no interval', () => {
  expect(wilson(0, 0)).toBeNull();
});

test('it contains the share, stays within 0 and 1, mirrors, and gets narrower with more cases', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
      const hits = Math.floor(part * of);
      const { low, high } = wilson(hits, of) ?? { low: 2, high: -1 };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(hits / of);
      expect(high).toBeGreaterThanOrEqual(hits / of);
      const other = wilson(of - hits, of);
      expect(other?.low).toBeCloseTo(1 - high, 9);
      const more = wilson(hits * 4, of * 4) ?? { low: 0, high: 1 };
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});
