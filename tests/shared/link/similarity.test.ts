import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jaroWinkler, lettersOf, mayBeLike, mayBeWithin, withinEdits } from '#shared/link/similarity.ts';

test('Jaro-Winkler gives the values that Winkler published', () => {
  const rounded = (a: string, b: string) => Number(jaroWinkler(a, b).toFixed(3));
  expect(rounded('martha', 'marhta')).toBe(0.961);
  expect(rounded('dwayne', 'duane')).toBe(0.84);
  expect(rounded('dixon', 'dicksonx')).toBe(0.813);
  expect(rounded('jones', 'johnson')).toBe(0.832);
  expect(jaroWinkler('', 'a')).toBe(0);
  expect(jaroWinkler('王', '王')).toBe(1);
});

test('the edit-limit check agrees with the plain optimal string alignment table', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 4 }), (a, b, most) => {
      expect(withinEdits(a, b, most)).toBe(alignment(a, b) <= most);
    }),
    { numRuns: 2000 },
  );
});

const outline = (text: string) => ({ length: text.length, letters: lettersOf(text) });
const name = fc.string({ unit: fc.constantFrom('a', 'b', 'e', 'n', 'o', '1', 'é', '王'), minLength: 1, maxLength: 9 });

test('the letters of two texts rule out similarity only where the texts are not similar', () => {
  let settled = 0;
  fc.assert(
    fc.property(name, name, fc.constantFrom(0.7, 0.85, 0.92), (a, b, least) => {
      if (mayBeLike(outline(a), outline(b), least)) return;
      settled += 1;
      expect(jaroWinkler(a, b)).toBeLessThan(least);
    }),
    { numRuns: 5000 },
  );
  expect(settled).toBeGreaterThan(1000);
});

test('the letters of two texts rule out an edit limit only where the texts exceed it', () => {
  let settled = 0;
  fc.assert(
    fc.property(name, name, fc.integer({ min: 1, max: 3 }), (a, b, most) => {
      if (mayBeWithin(outline(a), outline(b), most)) return;
      settled += 1;
      expect(withinEdits(a, b, most)).toBe(false);
    }),
    { numRuns: 5000 },
  );
  expect(settled).toBeGreaterThan(1000);
});

test('texts of any length compare quickly, because beyond 128 characters they must be equal', () => {
  const long = 'x'.repeat(10_000_000);
  // Both pairs of texts are one edit apart. The first pair is too long for `withinEdits`. Comparing the second pair in
  // full would never finish.
  expect(withinEdits(long, `${long}y`, 2)).toBe(false);
  expect(jaroWinkler(long, `${long.slice(1)}y`)).toBeGreaterThan(0.9);
});

function alignment(a: string, b: string): number {
  const cell: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => cell[i]?.[j] ?? Number.NaN;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const row = cell[i] ?? [];
      if (i === 0) row[j] = j;
      if (i === 0 || j === 0) continue;
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      row[j] = cost;
    }
  }
  return at(a.length, b.length);
}
