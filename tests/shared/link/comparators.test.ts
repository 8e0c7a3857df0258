import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createComparator } from '#shared/link/comparators/index.ts';
import { withinEdits } from '#shared/link/similarity.ts';
import { noStatistics } from '#shared/link/statistics.ts';

const dates = createComparator({
  name: 'birth',
  kind: 'date',
  fields: ['birth'],
  levels: [
    { name: 'slip', when: { slip: true }, u: 0.1 },
    { name: 'other', u: 0.9 },
  ],
});
const isSlip = (a: string, b: string) => {
  const [one, other] = [dates.prepare([a], noStatistics()), dates.prepare([b], noStatistics())];
  return dates.level(one, other) === 0;
};

test('a date typo is one wrong digit, two adjacent digits swapped, or day and month swapped', () => {
  expect(isSlip('19880412', '19881204')).toBe(true);
  expect(isSlip('19880412', '19881205')).toBe(false);
  const digit = fc.constantFrom('0', '1', '2');
  const date = fc.string({ unit: digit, minLength: 8, maxLength: 8 });
  const near = fc.record({ date, at: fc.nat(7), digit, other: fc.nat(7), again: digit }).map((one) => {
    const changed = one.date.split('');
    changed[one.at] = one.digit;
    changed[one.other] = one.again;
    return [one.date, changed.join('')] as const;
  });
  fc.assert(
    fc.property(near, ([a, b]) => {
      const exchanged = a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);
      expect(isSlip(a, b)).toBe(exchanged || withinEdits(a, b, 1));
    }),
    { numRuns: 3000 },
  );
});

test('a date with day and month exchanged or with two wrong digits has levels of its own', () => {
  const levels = createComparator({
    name: 'birth',
    kind: 'date',
    fields: ['birth'],
    levels: [
      { name: 'same', when: { equal: true }, u: 0.1 },
      { name: 'swapped', when: { swapped: true }, u: 0.1 },
      { name: 'near', when: { edits: 2 }, u: 0.1 },
      { name: 'other', u: 0.7 },
    ],
  });
  const levelOf = (a: string, b: string) =>
    levels.level(levels.prepare([a], noStatistics()), levels.prepare([b], noStatistics()));
  expect(levelOf('19880412', '19880412')).toBe(0);
  expect(levelOf('19880412', '19881204')).toBe(1);
  expect(levelOf('19880412', '19780413')).toBe(2);
  expect(levelOf('19880412', '19791231')).toBe(3);
});
