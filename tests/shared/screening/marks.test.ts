import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, pieces, textRanges } from '#shared/screening/marks.ts';

test('the pieces always join back into the text, with any highlights and cut at any point', () => {
  const marks = fc.array(fc.record({ from: fc.nat(40), length: fc.nat(20) }));
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), marks, fc.nat(40), (text, found, cut) => {
      const all: Mark[] = found.map(({ from, length }) => ({ from, to: from + length, code: 'x' }));
      const end = Math.min(cut, text.length);
      expect(
        pieces(text, all, end)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text.slice(0, end));
    }),
  );
});

test('where highlights overlap, a piece names both', () => {
  const marks = [
    { from: 0, to: 5, code: 'a' },
    { from: 3, to: 8, code: 'b' },
  ];
  expect(pieces('0123456789', marks)).toEqual([
    { text: '012', codes: ['a'] },
    { text: '34', codes: ['a', 'b'] },
    { text: '567', codes: ['b'] },
    { text: '89', codes: [] },
  ]);
});

test('a pattern that matches the empty string, or matches everywhere, still finishes', () => {
  expect(textRanges(/x*/u, 'yyy')).toEqual([]);
  expect(textRanges(/y/u, 'y'.repeat(100_000))).toHaveLength(50);
});
