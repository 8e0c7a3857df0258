import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldsOf } from '#shared/link/refit.ts';

test('decisions about connected reports are in the same fold, in any order', () => {
  const ids = Array.from({ length: 12 }, (_, at) => `report ${at}`);
  const pair = fc.record({ a: fc.nat(11), b: fc.nat(11) });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (labels) => {
      const folds = foldsOf(ids, labels);
      for (const [i, one] of labels.entries()) {
        for (const [j, other] of labels.entries()) {
          const meet = [one.a, one.b].some((id) => id === other.a || id === other.b);
          if (meet) expect(folds[i]).toBe(folds[j]);
        }
      }
      expect(foldsOf(ids, labels.toReversed())).toEqual(folds.toReversed());
    }),
  );
  const apart = ids.flatMap((_, at) => (at % 2 === 0 ? [{ a: at, b: at + 1 }] : []));
  expect(new Set(foldsOf(ids, apart)).size).toBeGreaterThan(1);
});
